import type { CorsErrorCode } from '../../../standard/decision.js';
import type { RequestInitiator } from '../../request-initiator.js';

const schemes =
  'chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app';

/** What Chromium 156 calls what was asked for, where CORS and where mixed content blocks it; null prints nothing. */
export const chromiumNames: Readonly<
  Record<RequestInitiator, readonly [cors: string, mixed: string | null]>
> = {
  fetch: ['fetch', 'resource'],
  xhr: ['XMLHttpRequest', 'XMLHttpRequest endpoint'],
  image: ['image', null],
  font: ['font', 'font'],
  script: ['script', 'script'],
  module: ['script', 'script'],
  stylesheet: ['CSS stylesheet', 'stylesheet'],
  video: ['video', null],
  audio: ['audio', null],
  eventsource: ['resource', 'EventSource endpoint'],
  beacon: ['resource', 'Beacon endpoint'],
  worker: ['script', 'Worker script'],
};

export const chromiumOpening =
  "Access to {what} at '{url}' from origin '{origin}' has been blocked by CORS policy: ";
export const chromiumRedirectedOpening =
  "Access to {what} at '{url}' (redirected from '{requestedUrl}') from origin '{origin}' has been blocked by CORS policy: ";
export const chromiumOnPreflight = "Response to preflight request doesn't pass access control check: ";

/** The faults, without `Preflight` in front: the text is the same on a preflight and on the request. */
export const chromiumReasons = {
  MissingAllowOriginHeader: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  MultipleAllowOriginValues:
    "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
  InvalidAllowOriginValue: "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
  AllowOriginMismatch:
    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
  WildcardOriginNotAllowed:
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
  InvalidAllowCredentials:
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
  PreflightInvalidStatus: 'It does not have HTTP ok status.',
  PreflightDisallowedRedirect: 'Redirect is not allowed for a preflight request.',
  InvalidAllowMethodsPreflightResponse:
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
  InvalidAllowHeadersPreflightResponse:
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
  MethodDisallowedByPreflightResponse:
    'Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.',
  HeaderDisallowedByPreflightResponse:
    'Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.',
  RedirectContainsCredentials:
    "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
  InsecureLocalNetwork:
    'The request client is not a secure context and the resource is in more-private address space `{value}`.',
  LocalNetworkAccessPermissionDenied:
    'Permission was denied for this request to access the `{value}` address space.',
  CorsDisabledScheme: `Cross origin requests are only supported for protocol schemes: ${schemes}.`,
} as const satisfies Partial<Record<CorsErrorCode, string>>;

/** Behind a reason about a header's value, where `fetch()` asked. */
export const chromiumSendValid = ' Have the server send the header with a valid value.';
/** Behind a reason about credentials, where XMLHttpRequest asked. */
export const chromiumWithCredentials =
  ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.';

/** What `fetch()` itself throws for. */
export const chromiumGuards = {
  DisallowedByMode:
    'Fetch API cannot load {url}. Request mode is "same-origin" but the URL\'s origin is not same as the request origin {origin}.',
  NoCorsRedirectModeNotFollow:
    'Fetch API cannot load {url}. Request mode is "no-cors" but the redirect mode is not "follow".',
} as const satisfies Partial<Record<CorsErrorCode, string>>;

export const chromiumUnsafeAttempt =
  'Unsafe attempt to load URL {url} from frame with URL {pageUrl}. Domains, protocols and ports must match.';

export const chromiumMixedContent =
  "Mixed Content: The page at '{pageUrl}' was loaded over HTTPS, but requested an insecure {what} '{url}'. ";
export const chromiumMixedContentBlocked =
  'This request has been blocked; the content must be served over HTTPS.';
export const chromiumMixedContentWaived = 'This content should also be served over HTTPS.';

export const chromiumNoModule =
  'Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "{value}". Strict MIME type checking is enforced for module scripts per HTML spec.';

/** What Chromium and WebKit print alike. */
export const noEventStream =
  'EventSource\'s response has a MIME type ("{value}") that is not "text/event-stream". Aborting the connection.';

/** Where a page's script asks an XMLHttpRequest for a header that it may not see, or that is not there. */
export const unsafeHeader = 'Refused to get unsafe header "{header}"';
