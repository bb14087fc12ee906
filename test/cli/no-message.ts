import type { ConsoleMessage } from '../../src/index.js';

/** A message that says nothing. */
export const none: ConsoleMessage = {
  text: '',
  browser: 'firefox',
  browsers: ['firefox'],
  kind: 'cors',
  isBlocked: true,
  code: null,
  codes: [],
  phase: null,
  origin: null,
  pageUrl: null,
  url: null,
  requestedUrl: null,
  location: null,
  method: null,
  header: null,
  value: null,
  status: null,
  initiator: null,
  initiators: [],
  request: {},
  unknown: [],
};
