import { edition } from './edition.js';

/**
 * Chromium's names for a CORS refusal (its devtools protocol's `Network.CorsError`), as far as the Standard can refuse.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError
 */
export type CorsErrorCode = CorsCheckCode | `Preflight${CorsCheckCode}` | PreflightCode | RequestCode;

/** What a CORS check can find; on a preflight the same with `Preflight` in front. */
export const corsCheckCodes = [
  'MissingAllowOriginHeader',
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
  'WildcardOriginNotAllowed',
  'InvalidAllowCredentials',
] as const;
export type CorsCheckCode = (typeof corsCheckCodes)[number];

const preflightCodes = [
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
  'InvalidAllowMethodsPreflightResponse',
  'InvalidAllowHeadersPreflightResponse',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
] as const;
export type PreflightCode = (typeof preflightCodes)[number];

const requestCodes = [
  'CorsDisabledScheme',
  'DisallowedByMode',
  'NoCorsRedirectModeNotFollow',
  'RedirectContainsCredentials',
  'InsecureLocalNetwork',
  'LocalNetworkAccessPermissionDenied',
] as const;
export type RequestCode = (typeof requestCodes)[number];

export const corsErrorCodes: readonly CorsErrorCode[] = [
  ...corsCheckCodes,
  ...corsCheckCodes.map((code) => `Preflight${code}` as const),
  ...preflightCodes,
  ...requestCodes,
];

/** Where the Fetch Standard says so. */
export interface StandardRule {
  /** `CORS check`. */
  readonly algorithm: string;
  /** In the edition that `edition` names. */
  readonly step: string;
  /** The algorithm in the Standard. */
  readonly url: string;
}

/** Why a fetch ends in a network error. Data only: the prose is in the diagnosis catalogue. */
export interface Refusal {
  /** Null where browsers have no CORS name for it, for instance too many redirects. */
  readonly code: CorsErrorCode | null;
  readonly rule: StandardRule;
  /** The offending value: a header's value, a method, a header name. */
  readonly failedParameter: string | null;
}

const html = 'https://html.spec.whatwg.org/multipage';

const urls = {
  'CORS check': `${edition.url}#concept-cors-check`,
  'CORS-preflight fetch': `${edition.url}#cors-preflight-fetch-0`,
  'HTTP fetch': `${edition.url}#concept-http-fetch`,
  'HTTP-network fetch': `${edition.url}#concept-http-network-fetch`,
  'HTTP-network-or-cache fetch': `${edition.url}#concept-http-network-or-cache-fetch`,
  'HTTP-redirect fetch': `${edition.url}#concept-http-redirect-fetch`,
  'main fetch': `${edition.url}#concept-main-fetch`,
  'port blocking': `${edition.url}#block-bad-port`,
  'Local Network Access check': 'https://wicg.github.io/local-network-access/#local-network-access-check',
  EventSource: `${html}/server-sent-events.html#dom-eventsource`,
  'module script': `${html}/webappapis.html#fetch-a-single-module-script`,
} as const;

export function refuse<Code extends CorsErrorCode | null>(
  algorithm: keyof typeof urls,
  step: string,
  code: Code,
  failedParameter: string | null = null,
): Refusal & { readonly code: Code } {
  const rule = { algorithm, step, url: urls[algorithm] };
  return { code, rule, failedParameter };
}

/** Where the Standard says so, of a code alone: the algorithm without its step. */
export function ruleOfCode(code: CorsErrorCode): string {
  if (corsCheckCodes.some((one) => one === code || `Preflight${one}` === code)) return urls['CORS check'];
  if (preflightCodes.some((one) => one === code)) return urls['CORS-preflight fetch'];
  if (code === 'RedirectContainsCredentials' || code === 'CorsDisabledScheme')
    return urls['HTTP-redirect fetch'];
  return code.includes('LocalNetwork') ? urls['Local Network Access check'] : urls['main fetch'];
}
