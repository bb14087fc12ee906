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
  /** Whether nothing shows that this is its method. */
  readonly isAssumed: boolean;
}

/** Makes the request of a message again: of those that may have led to it the first with the same result, or else the likeliest. */
export async function askAgain(
  message: ConsoleMessage,
  aimed: Aimed,
  more: CrossOriginRequest,
): Promise<AskedAgain> {
  const isGuess = aimed.module === undefined && message.unknown.includes('method');
  let first: AskedAgain | undefined;
  for (const candidate of await candidatesFor(message, aimed)) {
    const request = { ...candidate, ...more };
    const judged = await askFor(aimed.target, request);
    const listed = isGuess ? methodsListed(judged) : undefined;
    const again = {
      judged,
      request,
      isSame: isSame(message, judged),
      isAssumed: isGuess && listed === undefined,
    };
    if (again.isSame && listed?.includes(judged.outcome.request.method) !== false) return again;
    if (first?.isSame !== true) first = again.isSame ? again : (first ?? again);
  }
  if (first === undefined) throw new Error('unreachable: there is a candidate for every message');
  return first;
}

function isSame({ browser, code, codes = [] }: ConsoleMessage, { outcome }: Judged): boolean {
  const verdict = outcome.browsers[browser];
  if (verdict === undefined || verdict.allowed) return false;
  return [code, ...codes].includes(verdict.code);
}

/** The methods that a server says it has there, in its response to the preflight: Express does, where nothing handles it. */
function methodsListed({ outcome }: Judged): readonly string[] | undefined {
  const preflight = outcome.exchanges.find(({ kind }) => kind === 'preflight');
  const [, allow] = preflight?.responseHeaders.find(([name]) => name.toLowerCase() === 'allow') ?? [];
  return allow?.split(',').map((method) => method.trim());
}
