import type { CorsErrorCode } from '../../../standard/decision.js';
import type { RequestInitiator } from '../../request-initiator.js';

/** What WebKitGTK 2.50 says of what could not be loaded. */
export const webkitClosings: Readonly<Record<RequestInitiator, string | null>> = {
  fetch: 'Fetch API cannot load {url} due to access control checks.',
  xhr: 'XMLHttpRequest cannot load {url} due to access control checks.',
  image: 'Cannot load image {url} due to access control checks.',
  font: null,
  script: 'Cross-origin script load denied by Cross-Origin Resource Sharing policy.',
  module: null,
  stylesheet: null,
  video: null,
  audio: null,
  eventsource: 'EventSource cannot load {url} due to access control checks.',
  beacon: 'Beacon API cannot load {url}. {reason}',
  worker: 'Importing a module script failed.',
};

const notAllowed = 'Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}';
const notSuccessful = 'Preflight response is not successful. Status code: {status}';

/** The faults, without `Preflight` in front: the text is the same on a preflight and on the request. */
export const webkitReasons = {
  MissingAllowOriginHeader: notAllowed,
  AllowOriginMismatch: notAllowed,
  InvalidAllowOriginValue: notAllowed,
  /** Between commas; between blanks: `webkitNotAllowed`. */
  MultipleAllowOriginValues: 'Access-Control-Allow-Origin cannot contain more than one origin.',
  WildcardOriginNotAllowed:
    'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
  InvalidAllowCredentials: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  PreflightInvalidStatus: notSuccessful,
  PreflightDisallowedRedirect: notSuccessful,
  InvalidAllowMethodsPreflightResponse: 'Header Access-Control-Allow-Methods has an invalid value: {value}',
  InvalidAllowHeadersPreflightResponse: 'Header Access-Control-Allow-Headers has an invalid value: {value}',
  MethodDisallowedByPreflightResponse: 'Method {method} is not allowed by Access-Control-Allow-Methods.',
  HeaderDisallowedByPreflightResponse:
    'Request header field {header} is not allowed by Access-Control-Allow-Headers.',
} as const satisfies Partial<Record<CorsErrorCode, string>>;
export const webkitNotAllowed = notAllowed;

/** Before the reason, where a redirect is blocked. */
export const webkitRedirection =
  'Cross-origin redirection to {target} denied by Cross-Origin Resource Sharing policy: ';
export const webkitUserInfo = 'redirection URL {location} has credentials';
export const webkitOtherScheme = 'not allowed to follow a cross-origin CORS redirection with non CORS scheme';

export const webkitMixedContent =
  '[blocked] The page at {pageUrl} requested insecure content from {url}. This content was blocked and must be served over HTTPS.';
export const webkitNotRequested = 'Not allowed to request resource';
export const webkitUnsafeAttempt =
  'Unsafe attempt to load URL {url} from origin {origin}. Domains, protocols and ports must match.';
export const webkitNoRedirect = 'Not allowed to follow a redirection while loading {url}';
export const webkitTooManyRedirects = 'Load cannot follow more than 20 redirections';
export const webkitNoFtp = 'FTP URLs are disabled';
export const webkitLocalResource = 'Not allowed to load local resource: {url}';
export const webkitRedirectToOtherScheme = 'Redirection to URL with a scheme that is not HTTP(S).';
export const webkitResourcePolicy =
  "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header.";
export const webkitPort = 'Not allowed to use restricted network port {value}: {url}';
export const webkitNoModule = "TypeError: '{value}' is not a valid JavaScript MIME type.";
