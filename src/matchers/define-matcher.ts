import { UsageError } from '../errors/usage-error.js';
import { guard, ownerOf, testNameOf } from '../runner/await-guard.js';
import { callSite, placedAt } from '../runner/call-site.js';
import type { MatcherCall, MatcherContext, MatcherResult } from './context.js';
import type { Judge } from './judge-call.js';
import type * as judges from './judges.js';

export type MatcherName = Exclude<keyof typeof judges, 'judgeCall'>;

type ParametersOf<Judge> = Judge extends (call: MatcherCall, ...parameters: infer Given) => unknown
  ? Given
  : never;

/** A matcher for `expect.extend`. */
export type Matcher<Name extends MatcherName> = (
  this: MatcherContext,
  received: unknown,
  ...parameters: ParametersOf<(typeof judges)[Name]>
) => Promise<MatcherResult>;

type Judges = { readonly [Name in MatcherName]: Judge<ParametersOf<(typeof judges)[Name]>> };

let loaded: Promise<typeof judges> | undefined;

/**
 * Makes a matcher for `expect.extend`: asynchronous, watched by the await guard, and with errors that point at the line
 * that made it.
 */
export function defineMatcher<Name extends MatcherName>(name: Name): Matcher<Name> {
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

/** Judges one call, watched by the await guard. What judges is loaded at the first. */
export function callMatcher<Name extends MatcherName>(
  name: Name,
  call: MatcherCall,
  parameters: ParametersOf<(typeof judges)[Name]>,
): Promise<MatcherResult> {
  loaded ??= import('./judges.js');
  const judged = loaded.then((module) => module.judgeCall(call, (module as Judges)[name], parameters));
  return guard(judged, {
    matcher: call.words(name),
    advice: call.words('await expect(app)…'),
    test: testNameOf(call.context),
    owner: ownerOf(call.context),
    site: call.site,
  });
}
