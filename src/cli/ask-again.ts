import type { Judged } from '../claims/assess.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { candidatesFor } from './candidates.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';
import { askFor } from './judged-request.js';
import type { Aimed } from './with-target.js';

/** The request that a message is about, made again. */
export interface AskedAgain {
  readonly judged: Judged;
  readonly request: CrossOriginRequest;
  /** Whether the browser of the message says the same of it now. */
  readonly isSame: boolean;
}

/** Makes the request of a message again: of those that may have led to it the first with the same result, or else the likeliest. */
export async function askAgain(
  message: ConsoleMessage,
  aimed: Aimed,
  more: CrossOriginRequest,
): Promise<AskedAgain> {
  let first: AskedAgain | undefined;
  for (const candidate of await candidatesFor(message, aimed)) {
    const request = { ...candidate, ...more };
    const judged = await askFor(aimed.target, request);
    const again = { judged, request, isSame: isSame(message, judged) };
    if (again.isSame) return again;
    first ??= again;
  }
  if (first === undefined) throw new Error('unreachable: there is a candidate for every message');
  return first;
}

function isSame({ browser, code, codes = [] }: ConsoleMessage, { outcome }: Judged): boolean {
  const verdict = outcome.browsers[browser];
  if (verdict === undefined || verdict.allowed) return false;
  return [code, ...codes].includes(verdict.code);
}
