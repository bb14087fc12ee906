import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { verdictsOf } from '../failure/verdict.js';
import type { Question } from '../request/question.js';
import { corsCheck } from '../standard/cors-check.js';
import { corsCheckCodes } from '../standard/decision.js';

/** The rules a rejection of the origin comes from: an Allow-Origin or Allow-Credentials fault, on preflight or response. */
export const originCodes: ReadonlySet<string> = new Set(
  corsCheckCodes.flatMap((code) => [code, `Preflight${code}`]),
);

/** Whether every browser gives one of these reasons. */
export function isBlockedFor(codes: ReadonlySet<string>, outcome: FetchOutcome): boolean {
  return verdictsOf(outcome).every(([, { code }]) => code !== null && codes.has(code));
}

/**
 * Whether every browser blocks by an origin rule. WebKit looks at the status of a preflight first and names that; the
 * origin rule blocks the same response all the same.
 */
export function isBlockedByOrigin(outcome: FetchOutcome, { request }: Question): boolean {
  return verdictsOf(outcome).every(([browser, { code, phase }]) => {
    if (code !== null && originCodes.has(code)) return true;
    // Blocked for another reason than CORS, it proves nothing.
    if (code === null) return false;
    const exchanges = outcome.exchanges.filter(({ browsers }) => browsers.includes(browser));
    const [first] = exchanges;
    if (phase !== 'preflight' || first === undefined || exchanges.length > 1) return false;
    const { url, responseHeaders: headerList } = first;
    return corsCheck({ ...request, urlList: [url] }, { headerList }) !== null;
  });
}
