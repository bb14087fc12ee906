import type { BrowserName } from '../browser/differences.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { isToken, stripTabOrSpace } from '../standard/infra.js';

/** What a console text is made of. */
export interface ConsoleFacts {
  readonly code: CorsErrorCode;
  readonly preflight: boolean;
  /** The offending value; several header lines of one name joined by commas. */
  readonly value: string;
  /** Whether Allow-Origin has several lines. */
  readonly repeated: boolean;
  readonly url: string;
  readonly requestedUrl: string;
  readonly origin: string;
  readonly status: number;
}

/** The texts of Chromium 156, Firefox 153 and WebKitGTK 2.50, as printed for fetch(). */
export const consoleTexts: Readonly<Record<BrowserName, ((facts: ConsoleFacts) => string | null) | null>> = {
  chromium: chromiumText,
  firefox: firefoxText,
  webkit: webkitText,
  'fetch-standard': null,
};

const sendValidHeader = ' Have the server send the header with a valid value.';

function chromiumText(facts: ConsoleFacts): string {
  const { code, value, url, requestedUrl, origin } = facts;
  if (code === 'DisallowedByMode') {
    return `Fetch API cannot load ${url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${origin}.`;
  }
  if (code === 'NoCorsRedirectModeNotFollow') {
    return `Fetch API cannot load ${url}. Request mode is "no-cors" but the redirect mode is not "follow".`;
  }
  const redirected = url === requestedUrl ? '' : ` (redirected from '${requestedUrl}')`;
  const prefix = `Access to fetch at '${url}'${redirected} from origin '${origin}' has been blocked by CORS policy: `;
  const onPreflight = facts.preflight
    ? "Response to preflight request doesn't pass access control check: "
    : '';
  const allowOrigin = "The 'Access-Control-Allow-Origin' header";
  const texts: Partial<Record<CorsErrorCode, string>> = {
    MissingAllowOriginHeader: `${onPreflight}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    MultipleAllowOriginValues: `${onPreflight}${allowOrigin} contains multiple values '${value}', but only one is allowed.${sendValidHeader}`,
    InvalidAllowOriginValue: `${onPreflight}${allowOrigin} contains the invalid value '${value}'.${sendValidHeader}`,
    AllowOriginMismatch: `${onPreflight}${allowOrigin} has a value '${value}' that is not equal to the supplied origin.${sendValidHeader}`,
    WildcardOriginNotAllowed: `${onPreflight}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.`,
    InvalidAllowCredentials: `${onPreflight}The value of the 'Access-Control-Allow-Credentials' header in the response is '${value}' which must be 'true' when the request's credentials mode is 'include'.`,
    PreflightInvalidStatus: `${onPreflight}It does not have HTTP ok status.`,
    PreflightDisallowedRedirect: `${onPreflight}Redirect is not allowed for a preflight request.`,
    InvalidAllowMethodsPreflightResponse:
      'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
    InvalidAllowHeadersPreflightResponse:
      'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    MethodDisallowedByPreflightResponse: `Method ${value} is not allowed by Access-Control-Allow-Methods in preflight response.`,
    HeaderDisallowedByPreflightResponse: `Request header field ${value} is not allowed by Access-Control-Allow-Headers in preflight response.`,
    RedirectContainsCredentials: `Redirect location '' contains a username and password, which is disallowed for cross-origin requests.`,
  };
  return prefix + (texts[code] ?? code);
}

function firefoxText({ code, value, repeated, url, status, preflight }: ConsoleFacts): string | null {
  const reasons: Partial<Record<CorsErrorCode, string>> = {
    MissingAllowOriginHeader: 'CORS header ‘Access-Control-Allow-Origin’ missing',
    MultipleAllowOriginValues: repeated
      ? 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed'
      : `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`,
    InvalidAllowOriginValue: `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`,
    AllowOriginMismatch: `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`,
    WildcardOriginNotAllowed:
      'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
    InvalidAllowCredentials: 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’',
    PreflightInvalidStatus: 'CORS preflight response did not succeed',
    PreflightDisallowedRedirect: 'CORS request external redirect not allowed',
    InvalidAllowMethodsPreflightResponse: `invalid token ‘${firstInvalidToken(value)}’ in CORS header ‘Access-Control-Allow-Methods’`,
    InvalidAllowHeadersPreflightResponse: `invalid token ‘${firstInvalidToken(value)}’ in CORS header ‘Access-Control-Allow-Headers’`,
    MethodDisallowedByPreflightResponse: 'Did not find method in CORS header ‘Access-Control-Allow-Methods’',
    HeaderDisallowedByPreflightResponse: `header ‘${value}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
    RedirectContainsCredentials: 'CORS request external redirect not allowed',
  };
  const reason = reasons[code];
  if (reason === undefined) return null;
  const withStatus = code === 'MissingAllowOriginHeader' || (preflight && code === 'PreflightInvalidStatus');
  const suffix = withStatus ? ` Status code: ${String(status)}.` : '';
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${suffix}`;
}

function firstInvalidToken(list: string): string {
  const tokens = list.split(',').map(stripTabOrSpace);
  return tokens.find((token) => token !== '' && !isToken(token)) ?? list;
}

function webkitText({ code, value, origin, status }: ConsoleFacts): string | null {
  const texts: Partial<Record<CorsErrorCode, string>> = {
    MissingAllowOriginHeader: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${String(status)}`,
    MultipleAllowOriginValues: 'Access-Control-Allow-Origin cannot contain more than one origin.',
    InvalidAllowOriginValue: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${String(status)}`,
    AllowOriginMismatch: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${String(status)}`,
    WildcardOriginNotAllowed:
      'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
    InvalidAllowCredentials: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    PreflightInvalidStatus: `Preflight response is not successful. Status code: ${String(status)}`,
    PreflightDisallowedRedirect: `Preflight response is not successful. Status code: ${String(status)}`,
    InvalidAllowMethodsPreflightResponse: `Header Access-Control-Allow-Methods has an invalid value: ${value}`,
    InvalidAllowHeadersPreflightResponse: `Header Access-Control-Allow-Headers has an invalid value: ${value}`,
    MethodDisallowedByPreflightResponse: `Method ${value} is not allowed by Access-Control-Allow-Methods.`,
    HeaderDisallowedByPreflightResponse: `Request header field ${value} is not allowed by Access-Control-Allow-Headers.`,
    RedirectContainsCredentials: `Redirection URL ${value} has credentials.`,
  };
  return texts[code] ?? null;
}
