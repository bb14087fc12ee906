import type { Judged } from '../claims/assess.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { candidatesFor } from './candidates.js';
import type { ReadMessage } from './console-message.js';
import { askFor } from './judged-request.js';
import type { Aimed } from './with-target.js';

/** The request that a message is about, made again. */
export interface AskedAgain {
  readonly judged: Judged;
  readonly request: CrossOriginRequest;
  /** Whether the browser of the message says the same of it now. */
  readonly isSame: boolean;
}

/** Makes the request of a message again: of those that may have led to it the first that has the same result. */
export async function askAgain(
  message: ReadMessage,
  aimed: Aimed,
  more: CrossOriginRequest,
): Promise<AskedAgain> {
  let blocked: AskedAgain | undefined;
  let allowed: AskedAgain | undefined;
  for (const candidate of await candidatesFor(message, aimed)) {
    const request = { ...candidate, ...more };
    const judged = await askFor(aimed.target, request);
    if (isSame(message, judged)) return { judged, request, isSame: true };
    const other = { judged, request, isSame: false };
    if (judged.assessment.kind === 'allowed') allowed ??= other;
    else blocked ??= other;
  }
  // An app that is mended allows what it blocked: where others are blocked, they were before.
  const found = allowed ?? blocked;
  if (found === undefined) throw new Error('unreachable: there is a candidate for every message');
  return found;
}

function isSame({ browser, code, codes = [] }: ReadMessage, { outcome }: Judged): boolean {
  const verdict = outcome.browsers[browser];
  if (verdict === undefined || verdict.allowed) return false;
  return [code, ...codes].includes(verdict.code);
}
