import type { CorsErrorCode } from '../../../standard/decision.js';

export const firefoxOpening =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. (Reason: ';
/** With the URL in quotes, as it is where credentials are not supported. */
export const firefoxQuotedOpening =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘{url}’. (Reason: ';

const mismatch = 'CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’).';
const preflightFailed = 'CORS preflight response did not succeed).';
const invalidToken = (name: string): string => `invalid token ‘{value}’ in CORS header ‘${name}’).`;

/** The faults, without `Preflight` in front: the text is the same on a preflight and on the request. */
export const firefoxReasons = {
  MissingAllowOriginHeader: 'CORS header ‘Access-Control-Allow-Origin’ missing).',
  AllowOriginMismatch: mismatch,
  InvalidAllowOriginValue: mismatch,
  /** In one line; in several: `firefoxSeveralLines`. */
  MultipleAllowOriginValues: mismatch,
  WildcardOriginNotAllowed:
    'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
  InvalidAllowCredentials: 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
  PreflightInvalidStatus: preflightFailed,
  PreflightDisallowedRedirect: preflightFailed,
  InvalidAllowMethodsPreflightResponse: invalidToken('Access-Control-Allow-Methods'),
  InvalidAllowHeadersPreflightResponse: invalidToken('Access-Control-Allow-Headers'),
  MethodDisallowedByPreflightResponse: 'Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
  HeaderDisallowedByPreflightResponse:
    'header ‘{header}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
} as const satisfies Partial<Record<CorsErrorCode, string>>;

export const firefoxSeveralLines = 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).';
export const firefoxExternalRedirect = 'CORS request external redirect not allowed).';
/** Of the request that failed because its preflight or a redirect did, or that got no response. */
export const firefoxDidNotSucceed = 'CORS request did not succeed).';
export const firefoxStatus = ' Status code: {status}.';
export const firefoxNoStatus = ' Status code: (null).';

export const firefoxMixedContent = 'Blocked loading mixed active content “{url}”';

export const firefoxAuthorizationWarning =
  'Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {url} soon. ' +
  '(Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the ' +
  '`Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).';
