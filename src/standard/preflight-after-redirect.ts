import { corsUnsafeRequestHeaderNames } from './cors-unsafe-request-header-names.js';
import type { ResponseTainting } from './filtered-response.js';
import { type HeaderList, without } from './header-list.js';
import type { Implementation } from './implementation.js';
import { needsPreflight } from './needs-preflight.js';
import type { RequestRecord } from './request.js';

/** What a redirect takes away. */
export interface Loss {
  readonly requestBodyHeaderNames: readonly string[];
  readonly crossesOrigins: boolean;
  readonly tainting: ResponseTainting;
  /** The header list that is left. */
  readonly headerList: HeaderList;
}

/** What of the request before a redirect still decides on the preflight after it. By the Standard nothing does. */
export function preflightAfterRedirect(
  before: RequestRecord,
  loss: Loss,
  implementation: Implementation,
): Partial<RequestRecord> {
  if (implementation.restoresRemovedHeaders) return restored(before, loss, implementation);
  const { preflightAfterRedirect: wanted } = implementation;
  // At home only unsafe headers ask for a preflight later on: an unsafe method is forgotten when it becomes GET.
  const wasNeeded =
    loss.tainting === 'cors'
      ? needsPreflight(before, implementation)
      : corsUnsafeRequestHeaderNames(before.headerList, implementation).length > 0;
  if (wanted === 'when-needed' || !wasNeeded) return {};
  const losesHeaders = loss.headerList !== before.headerList || before.removedHeaderList !== undefined;
  const names = wanted === 'as-before-with-removed-headers' && losesHeaders;
  const removedHeaderList = before.removedHeaderList ?? before.headerList;
  return { preflightAsBefore: true, ...(names ? { removedHeaderList } : {}) };
}

/** Unsafe headers of the request as it was made always ask for a preflight; this redirect's losses are not named. */
function restored(
  before: RequestRecord,
  { requestBodyHeaderNames, crossesOrigins, tainting }: Loss,
  implementation: Implementation,
): Partial<RequestRecord> {
  const initial = before.initial ?? { method: before.method, headerList: before.headerList };
  const wasUnsafe = corsUnsafeRequestHeaderNames(initial.headerList, implementation).length > 0;
  const lost = [...requestBodyHeaderNames, ...(crossesOrigins ? ['authorization'] : [])];
  return {
    initial,
    preflightAsBefore: wasUnsafe || (tainting === 'cors' && needsPreflight(before, implementation)),
    removedHeaderList: without(lost, initial.headerList),
  };
}
