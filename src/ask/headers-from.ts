import { registrableDomain } from '../browser/site.js';
import { fetchSite } from '../standard/fetch-metadata.js';
import { contains, type HeaderList, without } from '../standard/header-list.js';
import type { SerializedOrigin } from '../standard/origin.js';
import { referrerOf } from '../standard/referrer.js';

/** The headers of the same request to `url`, made by a page at `origin`; for null without `Origin`, and else unchanged. */
export function headersFrom(origin: SerializedOrigin | null, url: string, list: HeaderList): HeaderList {
  if (origin === null) return without(['origin'], list);
  const changed = [
    ['Origin', origin],
    ['Referer', referrerOf(origin)],
    ['Sec-Fetch-Site', fetchSite({ origin, urlList: [url] }, registrableDomain)],
  ] as const;
  const kept = without(['origin', 'referer', 'sec-fetch-site'], list);
  // What this URL was not told is not told it from elsewhere, either.
  const told = changed.flatMap(([name, value]) =>
    value !== null && (name === 'Origin' || contains(name, list)) ? [[name, value] as const] : [],
  );
  return [...kept, ...told];
}
