import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Target } from '../http/target.js';

// Calls that could only be misuse do not compile. The compiler's message says what is wrong, as a type.

/**
 * An origin, as far as a literal shows it: a `string`, or a template that begins with one, may be anything.
 * `Record` of such a type requires no property.
 */
export type OriginLiteral<Given extends string> = Given extends `${string}://${string}` | 'null'
  ? Given
  : Record<never, 1> extends Record<Given, 1>
    ? Given
    : 'an origin begins with its scheme, as in https://app.example';

type Takes<Received, Accepted, Mistake extends string> = Received extends Accepted
  ? unknown
  : Accepted extends Received // `object`, `unknown`
    ? unknown
    : Mistake;

/** An outcome, or a response of supertest. */
type Evidence = FetchOutcome | { readonly status: number; readonly redirects: readonly string[] };

/** `this` of a matcher that asks an app, or judges what one has answered. A Fetch `Response` has a `url`, as a target may. */
export type OnApp<Received> = Takes<
  Received,
  Target | Evidence,
  'this matcher needs an app, an outcome or a response of supertest'
>;

/** `this` of a matcher that asks several times. */
export type OnAppOnly<Received> = Takes<Received, Target, 'this matcher needs an app'>;

/** `this` of a matcher that asks nothing. */
export type OnEvidence<Received> = Takes<
  Received,
  Evidence,
  'this matcher needs an outcome, what `await simulateFetch(app, { origin })` gives'
>;
