import { type HeaderList, valuesOf } from './header-list.js';

/** https://fetch.spec.whatwg.org/#concept-response as it came from the network. */
export interface ResponseRecord {
  readonly url: string;
  readonly status: number;
  readonly headerList: HeaderList;
}

/** https://fetch.spec.whatwg.org/#ok-status */
export function isOkStatus(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** https://fetch.spec.whatwg.org/#redirect-status */
export function isRedirectStatus(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** https://fetch.spec.whatwg.org/#concept-response-location-url: null without Location, undefined for failure. */
export function locationUrl(response: ResponseRecord, requestFragment: string): URL | null | undefined {
  // 2. Extract `Location`: a single header, more than one is failure.
  const [location, another] = valuesOf('location', response.headerList);
  if (location === undefined) return null;
  if (another !== undefined) return undefined;
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
