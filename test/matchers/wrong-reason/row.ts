import type { CrossOriginRequest } from '../../../src/request/cross-origin-request.js';
import type { CorsMatchers } from '../../../src/matchers/types.js';
import type { Assert } from '../../support/both-polarities.js';

/** Audits and contracts ask many questions of their own: see cases/audits.ts and test/contract. */
export type MatcherName = Exclude<
  keyof CorsMatchers,
  'toAllowOnlyOrigins' | 'toPassCorsAudit' | 'toMatchCorsContract'
>;

/** An app, or answers got before, and the question every matcher asks of it in its own words. */
export interface Row {
  readonly subject: () => unknown;
  /** Default: `GET /users` for a page at https://app.example. */
  readonly request?: CrossOriginRequest;
  /** What is asked instead, where a matcher's own arguments are what is wrong. */
  readonly asks?: Partial<Record<MatcherName, Assert>>;
  /** The matchers that pass as they are. All others must not. */
  readonly passes?: readonly MatcherName[];
  /** Those that pass under `.not`. All others must not. */
  readonly not?: readonly MatcherName[];
  /** The errors of those that throw in both polarities; `every` of those that are not named; `fails` does not throw. */
  readonly throws?: Partial<Record<MatcherName | 'every', string>>;
  /** The refusal has nothing to do with the origin. */
  readonly otherReason?: true;
}

export const page = 'https://app.example';
export const stranger = 'https://evil.example';
