import { colours } from './colour-style.js';
import { controls } from './control-style.js';
import { findings } from './finding-style.js';
import { grid } from './grid-style.js';
import { list } from './list-style.js';
import { media } from './media-style.js';
import { page } from './page-style.js';

/** All of the page's style; what comes later counts more. */
export const style = [colours, page, controls, findings, grid, list, media].join('');
