import type { CallSite } from '../runner/call-site.js';
import { runnerState } from '../runner/runner-state.js';
import type { MatcherResult } from './context.js';
import { callMatcher } from './define-matcher.js';
import type { CorsMatchers } from './types.js';

/** A call of a matcher by something other than the `expect` of a runner. */
export interface Asserted {
  readonly name: keyof CorsMatchers;
  readonly received: unknown;
  readonly isNot: boolean;
  readonly parameters: readonly unknown[];
  readonly site: CallSite;
  /** What every message begins with. */
  readonly about?: string;
}

/** How something other than an `expect` has its users write assertions, and how they fail. */
export interface Manner {
  /** What is said of `expect(app).toAllowOrigin(…)`, as it is written here. */
  readonly words: (text: string) => string;
  /** The error of an assertion that does not hold. */
  readonly failed: (failure: MatcherFailure) => Error;
}

export interface MatcherFailure extends Pick<MatcherResult, 'actual' | 'expected'> {
  readonly message: string;
  /** The name of the assertion, behind `not.` where the call has it. */
  readonly operator: string;
  /** Where the call stands: the stack of an error leads there in any case. */
  readonly site: CallSite;
}

/** Does what an `expect` does with a matcher: calls it, and rejects if it does not hold. */
export function assertInManner({ words, failed }: Manner, asserted: Asserted): Promise<void> {
  const { name, received, isNot, parameters, site, about = '' } = asserted;
  const utils = {
    matcherHint: (called: string, subject = '', given = '') =>
      about + words(`expect(${subject})${isNot ? '.not' : ''}.${called}(${given})`),
    printExpected: (value: unknown) => JSON.stringify(value),
  };
  const context = { ...runnerState(), isNot, promise: '', utils };
  const call = { name, context, received, isNot, hasArguments: parameters.length > 0, site, words };
  return callMatcher(name, call, parameters).then(({ pass, message, actual, expected }) => {
    if (pass !== isNot) return;
    const operator = `${isNot ? 'not.' : ''}${words(name)}`;
    const values = { actual: without(expected, actual), expected: without(actual, expected) };
    throw silent(stackless(() => failed({ message: message(), ...values, operator, site })));
  });
}

/** The list without what the other has as well: of a contract there may be hundreds of checks. */
function without(other: unknown, list: unknown): unknown {
  if (!Array.isArray(other) || !Array.isArray(list)) return list;
  const others = new Set(other);
  return list.filter((item) => !others.has(item));
}

/** Its own stack does not lead to the call, but Deno would show that one, whatever is put in its place later. */
function stackless(make: () => Error): Error {
  const { stackTraceLimit } = Error;
  Reflect.set(Error, 'stackTraceLimit', 0);
  try {
    return make();
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
}

/** Runners print what is enumerable, and compare what they find; the message says all this. */
function silent(error: Error): Error {
  for (const key of Object.keys(error))
    if (key !== 'message') Object.defineProperty(error, key, { enumerable: false });
  return Object.defineProperty(error, 'showDiff', { value: false, writable: true, configurable: true });
}
