import { type Refusal, refuse } from './decision.js';
import type { ResponseTainting } from './filtered-response.js';
import type { Implementation } from './implementation.js';
import { localNetworkAccessCheck } from './local-network-access-check.js';
import { isMixedContent } from './mixed-content.js';
import { isSameOrigin, originOf } from './origin.js';
import { badPortRefusal } from './port-blocking.js';
import { currentUrl, type RequestRecord } from './request.js';

/**
 * Main fetch, steps 7 and 12, before anything is sent to the current URL: why nothing is, or how the response will be
 * tainted.
 *
 * @param tainting How the response to the request before a redirect was.
 */
export function responseTainting(
  request: RequestRecord,
  tainting: ResponseTainting,
  implementation: Implementation,
): ResponseTainting | Refusal {
  const blocked = blockedBySite(request, implementation);
  const byMode = taintingByMode(request, tainting);
  // 7. Should fetching the request be blocked due to a bad port, or as mixed content?
  if (blocked !== null && !(typeof byMode !== 'string' && isModeFirst(request, blocked, implementation))) {
    return blocked;
  }
  if (typeof byMode !== 'string') return byMode;
  return localNetworkAccessCheck(request, implementation) ?? byMode;
}

/** Why nothing is sent to the current URL, whatever the mode; null where it is. */
export function blockedBeforeSent(request: RequestRecord, implementation: Implementation): Refusal | null {
  return blockedBySite(request, implementation) ?? localNetworkAccessCheck(request, implementation);
}

/** Main fetch, step 7, as far as a policy of the page has no part in it. */
function blockedBySite(request: RequestRecord, implementation: Implementation): Refusal | null {
  return isMixedContent(request, implementation) ? refuse('main fetch', '7', null) : badPortRefusal(request);
}

function isModeFirst(
  { redirectCount }: RequestRecord,
  { rule }: Refusal,
  { badPortBeforeMode }: Implementation,
): boolean {
  if (rule.algorithm !== 'port blocking' || badPortBeforeMode === 'always') return false;
  return badPortBeforeMode === 'never' || redirectCount === 0;
}

/** Main fetch, step 12: the first matching statement. */
function taintingByMode(request: RequestRecord, tainting: ResponseTainting): ResponseTainting | Refusal {
  if (tainting === 'basic' && isSameOrigin(request.origin, originOf(currentUrl(request)))) return 'basic';
  if (request.mode === 'cors') return 'cors';
  // Browsers have no name for it where a redirect leads a same-origin request away.
  const named = <Code>(code: Code): Code | null => (request.redirectCount > 0 ? null : code);
  if (request.mode === 'same-origin') return refuse('main fetch', '12', named('DisallowedByMode'));
  return request.redirectMode === 'follow'
    ? 'opaque'
    : refuse('main fetch', '12', named('NoCorsRedirectModeNotFollow'));
}
