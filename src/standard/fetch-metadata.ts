import type { HeaderList } from './header-list.js';
import type { Implementation } from './implementation.js';
import { isSameOrigin, originOf } from './origin.js';
import { isPotentiallyTrustworthy } from './potentially-trustworthy.js';
import { currentUrl, type RequestRecord } from './request.js';
import { isSameSite, type RegistrableDomain } from './same-site.js';

/** How a request's origin and those of its URLs relate. */
export type FetchSite = 'same-origin' | 'same-site' | 'cross-site';

/** https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request */
export function fetchMetadata(
  kind: 'preflight' | 'request',
  request: Pick<RequestRecord, 'origin' | 'urlList' | 'destination' | 'mode'>,
  {
    tellsModeOfEveryPreflight,
    registrableDomain = () => null,
  }: Pick<Implementation, 'tellsModeOfEveryPreflight' | 'registrableDomain'>,
): HeaderList {
  const mode = ['Sec-Fetch-Mode', request.mode] as const;
  // 1. Only potentially trustworthy URLs get them.
  if (!isPotentiallyTrustworthy(currentUrl(request)))
    return kind === 'preflight' && tellsModeOfEveryPreflight ? [mode] : [];
  return [
    ['Sec-Fetch-Site', fetchSite(request, registrableDomain)],
    mode,
    ['Sec-Fetch-Dest', request.destination ?? 'empty'],
  ];
}

/**
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site: a chain of redirects keeps the worst.
 */
export function fetchSite(
  { origin, urlList }: Pick<RequestRecord, 'urlList' | 'origin'>,
  registrableDomain: RegistrableDomain,
): FetchSite {
  let site: FetchSite = 'same-origin';
  for (const url of urlList) {
    const other = originOf(url);
    if (isSameOrigin(origin, other)) continue;
    if (!isSameSite(origin, other, registrableDomain)) return 'cross-site';
    site = 'same-site';
  }
  return site;
}
