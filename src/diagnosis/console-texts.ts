import type { BrowserName } from '../browser/differences.js';
import { chromiumConsole } from './chromium-console.js';
import type { ConsoleFacts } from './console-facts.js';
import type { CorsErrorCode } from '../standard/decision.js';

/** The texts of Chromium 156, Firefox 153 and WebKitGTK 2.50, as printed for fetch(). */
export const consoleTexts: Readonly<Record<BrowserName, ((facts: ConsoleFacts) => string | null) | null>> = {
  chromium: chromiumConsole,
  firefox: firefoxText,
  webkit: webkitText,
  'fetch-standard': null,
};

function firefoxText({ code, value, url, status, preflight }: ConsoleFacts): string | null {
  const reasons: Partial<Record<CorsErrorCode, string>> = {
    MissingAllowOriginHeader: 'CORS header ‘Access-Control-Allow-Origin’ missing',
    MultipleAllowOriginValues: `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`,
    InvalidAllowOriginValue: `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`,
    AllowOriginMismatch: `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`,
    WildcardOriginNotAllowed:
      'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
    InvalidAllowCredentials: 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’',
    PreflightInvalidStatus: 'CORS preflight response did not succeed',
    PreflightDisallowedRedirect: 'CORS request external redirect not allowed',
    InvalidAllowMethodsPreflightResponse: `invalid token ‘${value}’ in CORS header ‘Access-Control-Allow-Methods’`,
    InvalidAllowHeadersPreflightResponse: `invalid token ‘${value}’ in CORS header ‘Access-Control-Allow-Headers’`,
    MethodDisallowedByPreflightResponse: 'Did not find method in CORS header ‘Access-Control-Allow-Methods’',
    HeaderDisallowedByPreflightResponse: `header ‘${value}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
    RedirectContainsCredentials: 'CORS request external redirect not allowed',
  };
  const reason = code === null ? undefined : reasons[code];
  if (reason === undefined) return null;
  const withStatus = code === 'MissingAllowOriginHeader' || (preflight && code === 'PreflightInvalidStatus');
  const suffix = withStatus ? ` Status code: ${String(status)}.` : '';
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${suffix}`;
}

function webkitText({ code, value, origin, status, url }: ConsoleFacts): string | null {
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
    RedirectContainsCredentials: `Redirection URL ${url} has credentials.`,
  };
  return code === null ? null : (texts[code] ?? null);
}
