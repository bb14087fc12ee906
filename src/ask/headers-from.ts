import { registrableDomain } from '../browser/site.js';
import { fetchSite } from '../standard/fetch-metadata.js';
import { contains, type HeaderList, without } from '../standard/header-list.js';
import type { SerializedOrigin } from '../standard/origin.js';

/** The headers of the same request to `url`, made by a page at `origin`; for null without `Origin`, and else unchanged. */
export function headersFrom(origin: SerializedOrigin | null, url: string, list: HeaderList): HeaderList {
  if (origin === null) return without(['origin'], list);
  const request = { origin, urlList: [url] } as const;
  const kept = without(['origin', 'referer', 'sec-fetch-site'], list);
  return [
    ...kept,
    ['Origin', origin],
    ...(contains('referer', list) && /^https?:/.test(origin) ? [['Referer', `${origin}/`] as const] : []),
    // Not told to a URL that is not potentially trustworthy.
    ...(contains('sec-fetch-site', list)
      ? [['Sec-Fetch-Site', fetchSite(request, registrableDomain)] as const]
      : []),
  ];
}
