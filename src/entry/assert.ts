import '../runner/node-version.js';
import { AssertionError } from 'node:assert';
import type { CorsMatchers } from '../index.js';
import { matcherNames } from '../matchers/index.js';
import { assertInManner, type Manner } from '../matchers/without-expect.js';
import { callSite } from '../runner/call-site.js';
import { countAssertion } from '../runner/runner-state.js';

/**
 * What `assertThat` gives: every matcher as an assertion that throws by itself.
 *
 * @typeParam Received What was given to `assertThat`: a call that could only be misuse does not compile.
 */
export interface CorsAssertions<Received = unknown> extends CorsMatchers<Received> {
  /** The opposite of each. What proves nothing fails here as well, and misuse stays misuse. */
  readonly not: CorsMatchers<Received>;
}

/**
 * Asserts without an `expect`: for node:test, Mocha, Deno and Bun. All assertions are asynchronous: `await` them.
 *
 * @param target An app, or an outcome or a response in hand: what `expect` takes elsewhere.
 * @throws {AssertionError} of `node:assert`, by each assertion, for an app that is not as asserted; its message is that of
 *   a failing matcher. What is no assertion about the app stays a `UsageError`, `ExchangeError` or `InconclusiveError`.
 * @example
 * await assertThat(app).toAllowOrigin('https://app.example', '/users');
 * await assertThat(app).not.toAllowOrigin('https://evil.example', '/users');
 */
export function assertThat<Received>(target: Received): CorsAssertions<Received> {
  return { ...assertionsOn(target, false), not: assertionsOn(target, true) };
}

const manner: Manner = {
  words: (text) => text.replace(/(?<![.\w])expect\(/g, 'assertThat('),
  failed: ({ site, ...failure }) => {
    const error = new AssertionError(failure);
    // With the code, as Node writes it.
    error.stack = `${error.name} [${error.code}]: ${error.message}\n${site.frames}`;
    return error;
  },
};

function assertionsOn<Received>(received: Received, isNot: boolean): CorsMatchers<Received> {
  const assertions = matcherNames.map((name) => {
    const assertion = (...parameters: unknown[]): Promise<void> => {
      countAssertion();
      return assertInManner(manner, { name, received, isNot, parameters, site: callSite(assertion) });
    };
    return [name, assertion];
  });
  return Object.fromEntries(assertions) as CorsMatchers<Received>;
}

// Which runner it is cannot be told from here, so its `afterEach` is the user's to call.
export { assertNoFloating } from '../runner/floating.js';
