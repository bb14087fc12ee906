import { ExchangeError } from '../errors/exchange-error.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { framesBelow, placedAt } from '../runner/placed-at.js';
import { UsageError } from '../errors/usage-error.js';
import { recordError } from '../journal/reported-failure.js';
import { guard, ownerOf, testNameOf } from '../runner/await-guard.js';
import type { MatcherCall, MatcherContext, MatcherResult } from './context.js';
import { plural } from '../text/sentence.js';
import { hint } from './hint.js';
import { recordResult } from './record-result.js';

/** A matcher's own work: everything that is common to all is around it. */
export type Decide<Parameters extends readonly unknown[]> = (
  call: MatcherCall,
  ...parameters: Parameters
) => Promise<MatcherResult>;

export type Matcher<Parameters extends readonly unknown[]> = (
  this: MatcherContext,
  received: unknown,
  ...parameters: Parameters
) => Promise<MatcherResult>;

/**
 * Makes a matcher for `expect.extend`: asynchronous, watched by the await guard, and with errors that say which
 * assertion they come from and point at the line that made it.
 */
export function defineMatcher<Parameters extends readonly unknown[]>(
  name: string,
  arity: number,
  decide: Decide<Parameters>,
): Matcher<Parameters> {
  return function matcher(this: MatcherContext, received, ...parameters) {
    const stack = callSite(matcher);
    // Inside toEqual there is no promise to wait for: expect.not.toX(…) would match everything.
    if (this.promise === undefined) {
      const message =
        `expect.${name}(…) cannot be used inside another matcher, because it must be awaited. ` +
        `Write await expect(app).${name}(…).`;
      throw placedAt(new UsageError('asymmetric-use', message), stack);
    }
    const call: MatcherCall = {
      name,
      context: this,
      received,
      isNot: this.isNot === true,
      hasArguments: parameters.length > 0,
      stack,
    };
    const decided = (async () => {
      if (parameters.length > arity) {
        throw new UsageError('invalid-value', `${name} takes at most ${plural(arity, 'argument')}.`);
      }
      const result = await decide(call, ...parameters);
      recordResult(call, result, stack);
      return result;
    })().catch((error: unknown) => {
      const placed = withHint(error, call, stack);
      recordError(placed, { stack, state: this });
      throw placed;
    });
    return guard(decided, {
      matcher: name,
      advice: 'await expect(app)…',
      test: testNameOf(this),
      owner: ownerOf(this),
      stack,
    });
  };
}

const framesOfExpect =
  /__EXTERNAL_MATCHER_TRAP__|throwingMatcher|[\\/]node_modules[\\/](?:chai|vitest|@vitest[\\/]\w+)[\\/]/;

/** The frames of who called the matcher, without those of the runner's `expect` in between. */
function callSite(matcher: (...parameters: never[]) => unknown): string {
  const frames = framesBelow(matcher).split('\n');
  return frames.filter((frame) => !framesOfExpect.test(frame)).join('\n');
}

/** Misuse and missing evidence say which assertion they belong to, and where it stands. */
function withHint(error: unknown, call: MatcherCall, stack: string): unknown {
  const [type, kind] = kinds.find(([known]) => error instanceof known) ?? [];
  if (type === undefined || !(error instanceof type)) return error;
  return placedAt(error.withMessage(`${hint(call)}\n\n${kind}: ${error.message}`), stack);
}

const kinds = [
  [UsageError, 'Matcher error'],
  [ExchangeError, 'No evidence'],
  [InconclusiveError, 'Inconclusive'],
] as const;
