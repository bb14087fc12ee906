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
  // 2. Extract `Location`.
  const [location] = valuesOf('location', response.headerList);
  if (location === undefined) return null;
  // 3. Parse it with the response's URL. Its bytes are read as UTF-8, as a URL parser's input is.
  const decoded = new TextDecoder().decode(Uint8Array.from(location, (byte) => byte.charCodeAt(0)));
  if (!URL.canParse(decoded, response.url)) return undefined;
  const url = new URL(decoded, response.url);
  // 4. A location without a fragment inherits the request's.
  if (url.hash === '' && !decoded.includes('#')) url.hash = requestFragment;
  return url;
}
