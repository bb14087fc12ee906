import { valuesOf } from './header-list.js';
import { fetchStandard, type Implementation } from './implementation.js';
import type { ResponseRecord } from './response.js';

/** https://fetch.spec.whatwg.org/#concept-response-location-url: null without Location, undefined for failure. */
export function locationUrl(
  response: ResponseRecord,
  requestFragment: string,
  implementation: Implementation = fetchStandard,
): URL | null | undefined {
  // 2. Extract `Location`: a single header, more than one is failure.
  const location = locationOf(response, implementation);
  if (location === null || location === undefined) return location;
  if (location === '' && implementation.blankLocation !== 'followed') {
    return implementation.blankLocation === 'ignored' ? null : undefined;
  }
  // 3. Parse it with the response's URL. Bytes above 0x7F keep their value: the Standard does not say how they are
  // decoded (https://github.com/whatwg/fetch/issues/883).
  const escaped = location.replace(
    /[\x80-\xff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  if (!URL.canParse(escaped, response.url)) return undefined;
  const url = new URL(escaped, response.url);
  // 4. A location without a fragment inherits the request's.
  if (url.hash === '' && !escaped.includes('#')) url.hash = requestFragment;
  return url;
}

/** The one value of `Location`; null where there is none, undefined for several. */
function locationOf(
  { headerList }: ResponseRecord,
  { repeatedLocation }: Implementation,
): string | null | undefined {
  const lines = valuesOf('location', headerList);
  const [location, another] = repeatedLocation === 'once' ? [...new Set(lines)] : lines;
  if (location === undefined) return null;
  if (another === undefined) return location;
  return repeatedLocation === 'combined' ? lines.join(', ') : undefined;
}
