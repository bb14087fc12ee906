import { isDeployedAt } from './deployed.js';
import type { SerializedOrigin } from './origin.js';
import { currentUrl, type RequestRecord } from './request.js';

/**
 * https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer by the default policy,
 * strict-origin-when-cross-origin: the page's origin, or null. The path of a page is not known.
 */
export function referrer(request: Pick<RequestRecord, 'urlList' | 'origin' | 'servedAt'>): string | null {
  const url = currentUrl(request);
  // Spec divergence (what browsers do): a page over https tells no http: URL, this machine included.
  const isDowngrade = request.origin.startsWith('https:') && url.startsWith('http:');
  return isDowngrade && isDeployedAt(url, request.servedAt) ? null : referrerOf(request.origin);
}

/** What a page at an origin tells others; null where the URL of the page is not known, or is not an HTTP(S) URL. */
export function referrerOf(origin: SerializedOrigin): string | null {
  return /^https?:/.test(origin) ? `${origin}/` : null;
}
