import { besideLists } from './beside.js';
import { handwritten } from './by-hand.js';
import { handwrittenElsewhere } from './by-hand-elsewhere.js';
import { inWords } from './in-words.js';
import { inOrder } from './order.js';
import { withCors } from './with-cors.js';
import { withFrameworks } from './with-frameworks.js';
import { withKoa } from './with-koa.js';
import { withPackages } from './with-packages.js';
import type { RemedyCase } from './remedy-case.js';

/** Every fix that is printed, with an app it is applied to. */
export const remedyCases: readonly RemedyCase[] = [
  ...withCors,
  ...inOrder,
  ...handwritten,
  ...handwrittenElsewhere,
  ...withKoa,
  ...withFrameworks,
  ...inWords,
  ...besideLists,
  ...withPackages,
];
