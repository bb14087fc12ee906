import type { Exchange } from '../browser/transcript.js';
import type { AuditLevel } from './level.js';

/** Mistakes that show in the responses themselves, for any origin. Public, and fixed. */
export const responseRuleIds = [
  'vary-origin-missing',
  'vary-clobbered',
  'preflight-vary-missing',
  'wildcard-with-credentials',
  'star-without-origin',
  'acao-invalid',
  'acao-duplicate',
  'acac-invalid',
  'acac-to-disallowed',
  'star-with-credentials',
  'list-syntax',
  'list-junk',
  'method-lowercase',
  'max-age-invalid',
  'max-age-capped',
  'reflects-request-headers',
  'reflects-request-method',
  'preflight-not-ok',
  'preflight-redirect',
  'preflight-needs-auth',
  'preflight-no-acao',
  'preflight-no-acac',
  'preflight-method-missing',
  'preflight-header-missing',
  'preflight-looser-than-answer',
  'preflight-acac-only',
  'error-without-cors',
  'error-without-acac',
  'disallowed-5xx',
  'same-origin-broken',
  'unstable',
  'referer-reflected',
  'private-network-to-any',
  'http-trusted-by-https',
] as const;
/** The ids of the rules about responses. */
export type ResponseRuleId = (typeof responseRuleIds)[number];

/** The responses of one path that the rules look at. Undefined where none was requested: an unsafe method is not sent. */
export interface Answers {
  /** A trusted origin, and one nobody trusts. */
  readonly trusted: string;
  readonly stranger: string;
  /** All that are trusted. */
  readonly allTrusted: readonly string[];
  /** Whether the trusted page's request has credentials. */
  readonly withCredentials: boolean;
  readonly toTrusted?: Exchange | undefined;
  readonly toStranger?: Exchange | undefined;
  /** Without an Origin. */
  readonly toNobody?: Exchange | undefined;
  readonly preflight: Exchange;
  /** Why browsers block the preflight of the trusted origin, by the browser's name; null where they do not. */
  readonly preflightCode: string | null;
  readonly strangerPreflight?: Exchange | undefined;
  readonly nobodysPreflight?: Exchange | undefined;
  /** What the stranger may do: pass the preflight, read the response. */
  readonly strangerPasses?: { readonly preflight: boolean; readonly answer: boolean } | undefined;
  /** Requested by the trusted origin with a method, and with a header, that nobody has listed. */
  readonly oddMethod?: Exchange | undefined;
  readonly oddHeader?: Exchange | undefined;
  /** Requested by the trusted origin, for a path that does not exist. */
  readonly notFound?: Exchange | undefined;
  /** Requested by a page of the app itself. */
  readonly sameOrigin?: Exchange | undefined;
  /** Without an Origin, with the stranger's `Referer`. */
  readonly withReferer?: Exchange | undefined;
  /** The stranger's preflight with `Access-Control-Request-Private-Network: true`. */
  readonly privateNetwork?: Exchange | undefined;
}

/** One response that shows the mistake. */
export interface Sighting {
  readonly exchange: Exchange;
  readonly message: string;
  /** Where it is not the rule's own. */
  readonly level?: AuditLevel;
}

export interface ResponseRule {
  readonly id: ResponseRuleId;
  readonly level: AuditLevel | 'off';
  readonly find: (answers: Answers) => Sighting | undefined;
}
