import { get } from './header-list.js';
import { isSameOrigin, originOf, type SerializedOrigin } from './origin.js';
import type { ResponseRecord } from './response.js';
import { isSchemelesslySameSite, type RegistrableDomain } from './same-site.js';

/**
 * https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check for a page without an embedder policy: may an
 * opaque response be used? Returns the policy that blocks, or null.
 */
export function crossOriginResourcePolicyCheck(
  origin: SerializedOrigin,
  response: ResponseRecord,
  registrableDomain: RegistrableDomain,
): 'same-origin' | 'same-site' | null {
  const responseOrigin = originOf(response.url);
  // 2-3. Anything but one of the three values, a list of them too, is no policy.
  switch (get('cross-origin-resource-policy', response.headerList)) {
    // 5. Switch on policy.
    case 'same-origin':
      return isSameOrigin(origin, responseOrigin) ? null : 'same-origin';
    case 'same-site': {
      // A page that is not secure is not same site with a secure response.
      const downgraded = responseOrigin.startsWith('https:') && !origin.startsWith('https:');
      return !downgraded && isSchemelesslySameSite(origin, responseOrigin, registrableDomain)
        ? null
        : 'same-site';
    }
    default:
      return null;
  }
}
