import { colours } from './colours.js';
import { controls } from './controls.js';
import { findings } from './findings.js';
import { grid } from './grid.js';
import { list } from './list.js';
import { media } from './media.js';
import { page } from './page.js';

/** All of the page's style; what comes later counts more. */
export const style = [colours, page, controls, findings, grid, list, media].join('');
