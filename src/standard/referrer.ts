import { originOf } from './origin.js';
import { isLoopback } from './potentially-trustworthy.js';
import { currentUrl, type RequestRecord } from './request.js';

/**
 * https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer by the default policy,
 * strict-origin-when-cross-origin: the page's origin, or null. The path of a page is not known, nor the URL of one with an
 * opaque origin.
 */
export function referrer(request: Pick<RequestRecord, 'urlList' | 'origin' | 'servedAt'>): string | null {
  const { origin, servedAt } = request;
  const url = currentUrl(request);
  // Where an app in hand is deployed is not known unless it is said.
  const isAddressAssumed = isLoopback(url) && originOf(url) !== servedAt;
  if (!/^https?:/.test(origin)) return null;
  // Spec divergence (what browsers do): a page over https tells no http: URL, this machine included.
  const isDowngrade = origin.startsWith('https:') && url.startsWith('http:');
  return isDowngrade && !isAddressAssumed ? null : `${origin}/`;
}
