import type { RequestInitiator } from '../browser/request-initiator.js';
import { UsageError } from '../errors/usage-error.js';
import type { Mode } from '../standard/request.js';
import type { FetchOutcome } from './fetch-outcome.js';

/** @throws {UsageError} `opaque-response` for a mode in which no page reads a response from another origin. */
export function checkCorsMode(mode: Mode, initiator: RequestInitiator): void {
  if (mode === 'cors') return;
  if (initiator === 'beacon') {
    throw new UsageError(
      'opaque-response',
      'a beacon with such a body makes no CORS request: it is always sent. CORS applies to a body of another type: new Blob([text], { type: "application/json" }).',
      { option: 'body' },
    );
  }
  throw new UsageError(
    'opaque-response',
    `mode "${mode}" makes no CORS request: the page cannot read the response, whatever the app does. Leave \`mode\` out.`,
  );
}

/** @throws {UsageError} for a response that no page could read, or that CORS has no say in. */
export function checkCorsResponse({ response, request }: FetchOutcome): void {
  if (response?.type === 'opaqueredirect') {
    throw new UsageError(
      'opaque-response',
      'the app responded with a redirect, which `redirect: "manual"` makes unreadable whatever the app does. Leave `redirect` out.',
    );
  }
  checkCorsMode(request.mode, request.initiator);
  if (response?.type === 'opaque') {
    throw new UsageError(
      'opaque-response',
      'WebKit loads fonts from other origins without CORS, whatever the app does. Ask the others: `browsers: ["chromium", "firefox"]`.',
      { option: 'browsers' },
    );
  }
  if (response?.type === 'basic') {
    throw new UsageError(
      'same-origin',
      `the page and the app are both at ${request.origin}: a same-origin request, to which CORS does not apply.`,
    );
  }
}
