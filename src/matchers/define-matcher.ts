import { UsageError } from '../errors/usage-error.js';
import { guard } from '../runner/await-guard.js';
import { imported } from '../runner/imported.js';
import { callSite, placedAt } from '../runner/call-site.js';
import { callIn } from '../runner/pending.js';
import type { MatcherCall, MatcherContext, MatcherResult } from './context.js';
import type { CorsMatchers } from './types.js';

/** A matcher for `expect.extend`. */
export type Matcher = (
  this: MatcherContext,
  received: unknown,
  ...parameters: readonly unknown[]
) => Promise<MatcherResult>;

const loadJudging = imported(() => import('./judge-call.js'));

/**
 * Makes a matcher for `expect.extend`: asynchronous, watched by the await guard, and with errors that point at the line
 * that made it.
 */
export function defineMatcher(name: keyof CorsMatchers): Matcher {
  return function matcher(this: MatcherContext, received, ...parameters) {
    const site = callSite(matcher);
    // Inside toEqual there is no promise to wait for: expect.not.toX(…) would match everything.
    if (this.promise === undefined) {
      const message =
        `expect.${name}(…) cannot be used inside another matcher, because it must be awaited. ` +
        `Write await expect(app).${name}(…).`;
      throw placedAt(new UsageError('asymmetric-use', message), site);
    }
    const call: MatcherCall = {
      name,
      context: this,
      received,
      isNot: this.isNot === true,
      hasArguments: parameters.length > 0,
      site,
      words: (text) => text,
    };
    return callMatcher(name, call, parameters);
  };
}

/** Judges one call, watched by the await guard. */
export function callMatcher(
  name: keyof CorsMatchers,
  call: MatcherCall,
  parameters: readonly unknown[],
): Promise<MatcherResult> {
  const judged = loadJudging().then(({ judgeCall }) => judgeCall(call, name, parameters));
  const { context, words, site } = call;
  return guard(judged, callIn(context, { matcher: words(name), advice: words('await expect(app)…'), site }));
}
