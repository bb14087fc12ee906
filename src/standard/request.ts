import type { HeaderList } from './header-list.js';
import { isSameOrigin, originOf, type SerializedOrigin } from './origin.js';

export type Mode = 'cors' | 'no-cors' | 'same-origin';
export type CredentialsMode = 'omit' | 'same-origin' | 'include';
export type RedirectMode = 'follow' | 'error' | 'manual';

/** https://fetch.spec.whatwg.org/#concept-request-destination of what a page loads; `empty` is the empty string. */
export type Destination = 'empty' | 'audio' | 'font' | 'image' | 'script' | 'style' | 'video' | 'worker';

/** EventSource and module scripts have none of their own in the Standard. */
export type InitiatorType = 'fetch' | 'xmlhttprequest' | 'beacon' | 'eventsource' | 'module' | 'other';

/** https://fetch.spec.whatwg.org/#concept-request, as far as CORS looks at it. Never changed in place. */
export interface RequestRecord {
  readonly method: string;
  readonly urlList: readonly [string, ...string[]];
  readonly headerList: HeaderList;
  readonly body: Uint8Array | null;
  /** Whether the body was given as a string. Default false. */
  readonly isBodyText?: boolean;
  readonly origin: SerializedOrigin;
  readonly mode: Mode;
  readonly credentialsMode: CredentialsMode;
  readonly redirectMode: RedirectMode;
  readonly useCorsPreflightFlag: boolean;
  readonly redirectCount: number;
  /** Default `empty`. */
  readonly destination?: Destination;
  /** Where the app is deployed. Not given, that is not known of any address of this machine. */
  readonly servedAt?: SerializedOrigin | undefined;
  /** What the user says where the browser asks whether the page may reach the local network. Default `granted`. */
  readonly localNetworkAccess?: 'granted' | 'denied';
  /** https://fetch.spec.whatwg.org/#request-initiator-type, as far as engines act on it. Default `fetch`. */
  readonly initiatorType?: InitiatorType;
  /** Whether a redirect has left a preflight to be made that the request itself no longer needs. */
  readonly preflightAsBefore?: boolean;
  /** The request before any redirect, where an implementation goes back to it. */
  readonly initial?: Pick<RequestRecord, 'method' | 'headerList'>;
  /** The header list whose names a preflight asks for, where it is not what a redirect has left. */
  readonly removedHeaderList?: HeaderList;
}

/** https://fetch.spec.whatwg.org/#concept-request-current-url */
export function currentUrl(request: Pick<RequestRecord, 'urlList'>): string {
  return request.urlList.at(-1) ?? request.urlList[0];
}

/** Whether https://fetch.spec.whatwg.org/#concept-request-tainted-origin is anything but "same-origin". */
function isRedirectTainted(request: Pick<RequestRecord, 'urlList' | 'origin'>): boolean {
  return request.urlList.some((url, index) => {
    const last = request.urlList[index - 1];
    if (last === undefined) return false;
    return !isSameOrigin(originOf(url), originOf(last)) && !isSameOrigin(request.origin, originOf(last));
  });
}

/** https://fetch.spec.whatwg.org/#serializing-a-request-origin: `null` once a redirect has left another origin. */
export function serializeRequestOrigin(request: Pick<RequestRecord, 'urlList' | 'origin'>): SerializedOrigin {
  return request.urlList.length > 1 && isRedirectTainted(request) ? 'null' : request.origin;
}
