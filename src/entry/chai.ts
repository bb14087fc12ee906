import '../runner/node-version.js';
import type { CorsMatchers } from '../index.js';
import { chaiName, chaiWords } from '../matchers/chai-words.js';
import { matcherNames } from '../matchers/index.js';
import { assertInManner, type Manner } from '../matchers/without-expect.js';
import { watch } from '../runner/await-guard.js';
import { callSite } from '../runner/call-site.js';
import { callIn, type Pending, removePending } from '../runner/pending.js';
import { runnerState } from '../runner/runner-state.js';

/** `allowOrigin` for `toAllowOrigin`, and `readable` for `toBeReadable`: `to` and `be` are words of chai. */
type ChaiName<Name extends string> = Name extends `toBe${infer Rest}`
  ? Uncapitalize<Rest>
  : Name extends `to${infer Rest}`
    ? Uncapitalize<Rest>
    : never;

/** The matchers as chai's users write them: `expect(app).to.allowOrigin(…)`. All are asynchronous: `await` them. */
export type CorsChaiAssertions = {
  readonly [Name in keyof CorsMatchers as ChaiName<Name>]: CorsMatchers[Name];
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Chai {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Assertion extends CorsChaiAssertions {}
  }
}

/** What the plugin uses of chai, which is the same in versions 4, 5 and 6. */
interface ChaiForPlugin {
  /** What `expect(…)` gives is one. */
  readonly Assertion: { readonly prototype: object };
  /** What a failed assertion throws. */
  readonly AssertionError: new (message: string, details: object) => Error;
}

/** What the plugin uses of chai's utilities. */
interface ChaiUtilsForPlugin {
  /** Reads or writes what an assertion knows. */
  readonly flag: (assertion: object, name: string, value?: unknown) => unknown;
  /** Adds a method that tells when it is read as a property. */
  readonly addChainableMethod: (
    prototype: object,
    name: string,
    method: (...parameters: unknown[]) => unknown,
    whenRead: () => void,
  ) => void;
}

/**
 * The plugin for chai 4.3 or newer: every matcher as an assertion, without the `to` of its name. All are asynchronous:
 * `await` them.
 *
 * @param chai The chai that uses it.
 * @param utils Its utilities.
 * @example
 * import { expect, use } from 'chai';
 * import { corsChai } from 'expect-cors/chai';
 *
 * use(corsChai);
 * await expect(app).to.allowOrigin('https://app.example', '/users');
 * await expect(app).to.not.allowOrigin('https://evil.example', '/users');
 */
export function corsChai({ Assertion, AssertionError }: ChaiForPlugin, utils: ChaiUtilsForPlugin): void {
  const manner: Manner = {
    words: chaiWords,
    failed: ({ message, actual, expected, operator }) =>
      new AssertionError(message, { actual, expected, operator }),
  };
  for (const name of matcherNames) addAssertion(name, manner, Assertion.prototype, utils);
}

function addAssertion(
  name: keyof CorsMatchers,
  manner: Manner,
  prototype: object,
  { flag, addChainableMethod }: ChaiUtilsForPlugin,
): void {
  const written = chaiName(name);
  const readFlag = `expect-cors ${written}`;

  function called(this: object, ...parameters: unknown[]): Promise<void> {
    const read = flag(this, readFlag) as Pending | undefined;
    if (read !== undefined) removePending(read);
    const [received, about] = [flag(this, 'object'), flag(this, 'message')];
    const asserted = assertInManner(manner, {
      name,
      received,
      isNot: flag(this, 'negate') === true,
      parameters,
      site: read?.site ?? callSite(called),
      about: typeof about === 'string' ? `${about}: ` : '',
    });
    // Where chai-as-promised is used, it gives the assertion in the place of the promise…
    setThen(this, (...handlers) => asserted.then(...handlers));
    // … and, behind `eventually`, waits for what the assertion is about.
    if (flag(this, 'eventually') === false) {
      const object = asserted.then(() => received);
      flag(this, 'object', object);
    }
    return asserted;
  }

  // `.to.be.readable` is read as an assertion, as `.to.be.true` is one: it must not pass for want of its parentheses.
  function whenRead(this: object): void {
    const advice = 'await expect(app)…';
    const site = callSite(whenRead);
    const read = watch(callIn(runnerState(), { matcher: written, advice, site, isRead: true }));
    flag(this, readFlag, read);
    setThen(this, (...handlers) => called.call(this).then(...handlers));
  }

  addChainableMethod(prototype, written, called, whenRead);
}

/** Says what it is to await an assertion. */
function setThen(assertion: object, then: Promise<void>['then']): void {
  Object.defineProperty(assertion, 'then', { value: then, writable: true, configurable: true });
}

export { corsChai as default };

// Which runner it is cannot be told from here, so its `afterEach` is the user's to call.
export { assertNoFloating } from '../runner/floating.js';
