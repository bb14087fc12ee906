import { isPotentiallyTrustworthy } from './potentially-trustworthy.js';
import { currentUrl, type RequestRecord } from './request.js';

/**
 * https://w3c.github.io/webappsec-mixed-content/#should-block-fetch, for a request of a script: whether a page over
 * https asks for something that is neither over https nor on this machine. What embeds a page of another origin is
 * not known, so an opaque origin and an http page ask freely.
 */
export function isMixedContent(request: RequestRecord): boolean {
  const url = currentUrl(request);
  return request.origin.startsWith('https:') && url.startsWith('http:') && !isPotentiallyTrustworthy(url);
}
