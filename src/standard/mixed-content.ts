import { addressSpaceOf } from './address-space.js';
import type { StandardRule } from './decision.js';
import type { Implementation } from './implementation.js';
import { isPotentiallyTrustworthy } from './potentially-trustworthy.js';
import { currentUrl, type RequestRecord } from './request.js';

/**
 * https://w3c.github.io/webappsec-mixed-content/#should-block-fetch, for a request of a script: whether a page over
 * https asks for something that is neither over https nor on this machine. What embeds a page of another origin is
 * not known, so an opaque origin and an http page ask freely. What Local Network Access decides about is not blocked:
 * https://wicg.github.io/local-network-access/#integration-with-mixed-content
 */
export function isMixedContent(request: RequestRecord, implementation: Implementation): boolean {
  const url = currentUrl(request);
  return (
    isInsecure(request, url) &&
    !(implementation.localNetworkAccess?.waivesMixedContent === true && addressSpaceOf(url) === 'local')
  );
}

/** Where a request went, or was to go, although it was mixed content: an address or name that says itself it is local. */
export function waivedMixedContent(request: RequestRecord): string[] {
  return request.urlList.filter((url) => isInsecure(request, url) && addressSpaceOf(url) === 'local');
}

function isInsecure({ origin }: RequestRecord, url: string): boolean {
  return origin.startsWith('https:') && url.startsWith('http:') && !isPotentiallyTrustworthy(url);
}

/** Whether a refusal is that of mixed content: main fetch, step 7. */
export function isMixedContentRule({ algorithm, step }: StandardRule): boolean {
  return algorithm === 'main fetch' && step === '7';
}
