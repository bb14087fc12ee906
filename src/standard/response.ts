import type { HeaderList } from './header-list.js';

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
