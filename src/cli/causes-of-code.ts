import type { CauseId } from '../diagnosis/cause.js';
import { corsCheckCodes, type CorsCheckCode, type CorsErrorCode } from '../standard/decision.js';

/** Where the headers of an app are lost, whatever they were. */
const lost: readonly CauseId[] = [
  'answered-before-cors',
  'error-response-without-cors-headers',
  'cors-after-routes',
  'cors-mounted-elsewhere',
];

const notExact: readonly CauseId[] = [
  'origin-trailing-slash',
  'origin-scheme-differs',
  'origin-port-differs',
  'localhost-is-not-127-0-0-1',
  'origin-without-scheme',
  'origin-with-path',
  'origin-host-case',
  'origin-pattern-is-text',
];

const ofCheck: Readonly<Record<CorsCheckCode, readonly CauseId[]>> = {
  MissingAllowOriginHeader: [
    'no-cors-headers',
    'origin-not-listed',
    ...lost,
    ...notExact.slice(0, 4),
    'origin-pattern-is-text',
    'wildcard-in-list',
    'redirect-without-cors-headers',
    'raw-response-without-cors-headers',
    'cors-switched-off',
    'origin-callback-failed',
    'answered-by-proxy',
    'proxy-headers-not-always',
    'proxy-removed-header',
    'cors-headers-removed',
    'preflight-and-request-policies-differ',
    'stateful-origin-check',
    'isolation-policy-rejects',
    'cached-without-vary-origin',
  ],
  AllowOriginMismatch: [
    'origin-not-listed',
    ...notExact,
    'redirected-to-another-origin',
    'cached-without-vary-origin',
    'proxy-cached-for-another-origin',
    'proxy-overwrote-header',
    'cors-headers-removed',
    'preflight-and-request-policies-differ',
  ],
  InvalidAllowOriginValue: ['origin-without-scheme', 'origin-pattern-is-text', 'origins-joined'],
  MultipleAllowOriginValues: ['cors-headers-twice', 'origins-joined', 'proxy-added-header'],
  WildcardOriginNotAllowed: [
    'wildcard-with-credentials',
    'preflight-and-request-policies-differ',
    'proxy-added-header',
  ],
  InvalidAllowCredentials: [
    'credentials-not-enabled',
    'credentials-value-wrong',
    'preflight-and-request-policies-differ',
  ],
};

const onPreflight: readonly CauseId[] = ['preflight-not-routed', 'preflight-blocked-by-authentication'];

const others: Readonly<Partial<Record<CorsErrorCode, readonly CauseId[]>>> = {
  PreflightInvalidStatus: [
    'preflight-status-not-ok',
    'preflight-blocked-by-authentication',
    'preflight-continues-to-handler',
    'preflight-not-routed',
  ],
  PreflightDisallowedRedirect: ['preflight-redirected'],
  MethodDisallowedByPreflightResponse: [
    'method-not-listed',
    'method-case',
    'wildcard-is-literal-with-credentials',
  ],
  HeaderDisallowedByPreflightResponse: [
    'header-not-listed',
    'response-header-in-request',
    'wildcard-is-literal-with-credentials',
  ],
  InvalidAllowMethodsPreflightResponse: ['list-not-parsable'],
  InvalidAllowHeadersPreflightResponse: ['list-not-parsable'],
};

/** The code of the CORS check in this one; undefined where it is another rule. */
export function checkIn(code: CorsErrorCode): CorsCheckCode | undefined {
  return corsCheckCodes.find((one) => one === code || `Preflight${one}` === code);
}

/** The causes that browsers block for with this code, the likeliest first. Empty where the app is not the cause. */
export function causesOfCode(code: CorsErrorCode): readonly CauseId[] {
  const check = checkIn(code);
  if (check === undefined) return others[code] ?? [];
  const missing = code === 'PreflightMissingAllowOriginHeader' ? onPreflight : [];
  return [...missing, ...ofCheck[check]];
}
