import { signs, words } from '../../states.js';
import { copy } from './copy-script.js';
import { data } from './data-script.js';
import { details } from './details-script.js';
import { dom } from './dom-script.js';
import { filter } from './filter-script.js';
import { grid } from './grid-script.js';
import { print } from './print-script.js';
import { sheet } from './sheet-script.js';

/**
 * The script of the page: plain JavaScript, kept as text because this package is built without the types of the DOM and
 * without a bundler. A test checks its types.
 */
export const script = `'use strict';
(() => {
/** @type {Readonly<Record<string, string>>} */
const signs = ${JSON.stringify(signs)};
/** @type {Readonly<Record<string, string>>} */
const words = ${JSON.stringify(words)};
${[dom, data, copy, details, grid, sheet, filter, print].join('')}
document.documentElement.classList.add('scripted');
})();
`;
