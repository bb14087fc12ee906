import type { BrowserName } from '../scenario.js';
import type { WholeCase } from './case.js';
import type { WholeDifference } from './compare.js';

/** Where the library differs from a browser, and will go on to: nothing else may. */
export interface WholeOutOfReach {
  /** Left out: all. */
  readonly browser?: BrowserName;
  readonly reason: string;
  readonly isOf: (one: WholeCase, difference: WholeDifference) => boolean;
}

export const outOfReach: readonly WholeOutOfReach[] = [
  {
    reason:
      'A page over https may ask an http: loopback address: not in WebKit, nor in a worker of Firefox, and a beacon of Firefox hides its origin.',
    isOf: ({ relation }) => relation === 'https-to-loopback',
  },
  {
    browser: 'webkit',
    reason: 'WebKitGTK leaves media to GStreamer, whose requests no other WebKit sends.',
    isOf: ({ kind }) => kind === 'video' || kind === 'audio',
  },
  {
    browser: 'webkit',
    reason: 'What else the page does with a stylesheet of another type is not the library’s matter.',
    isOf: ({ kind, response }) => kind === 'stylesheet' && response === 'other-type',
  },
  {
    browser: 'webkit',
    reason:
      'Before mixed content behind a redirect is blocked, WebKit sends a preflight, or words it otherwise.',
    isOf: ({ redirect }, { field }) => redirect === 'http-api' && field !== 'header',
  },
  {
    browser: 'webkit',
    reason: 'A beacon in mode no-cors keeps its Origin and Cache-Control behind a redirect.',
    isOf: ({ kind, mode }) => kind === 'beacon' && mode === 'no-cors',
  },
  {
    browser: 'webkit',
    reason: 'A preflight behind a redirect that leads home says cross-site.',
    isOf: ({ redirect }, { field }) => redirect === 'https-page' && field === 'header',
  },
  {
    browser: 'firefox',
    reason: 'Images and media behind a redirect to http: are asked for over https: instead.',
    isOf: ({ kind, redirect }) => ['image', 'video', 'audio'].includes(kind) && redirect === 'http-api',
  },
  {
    browser: 'firefox',
    reason: 'A beacon that a redirect turns into a GET still names content-type in its preflight.',
    isOf: ({ kind, redirect }) => kind === 'beacon' && redirect !== null,
  },
];
