import { UsageError } from '../errors/usage-error.js';
import type { Mode } from '../standard/request.js';
import type { FetchOutcome } from './fetch-outcome.js';

/** @throws {UsageError} `opaque-response` for a mode in which no page reads a response from another origin. */
export function checkCorsMode(mode: Mode): void {
  if (mode === 'cors') return;
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
  checkCorsMode(request.mode);
  if (response?.type === 'basic') {
    throw new UsageError(
      'same-origin',
      `the page and the app are both at ${request.origin}: a same-origin request, to which CORS does not apply.`,
    );
  }
}
