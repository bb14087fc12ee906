import { type CallSite, placedAt } from './call-site.js';
import { UsageError } from '../errors/usage-error.js';
import { sharedState } from '../state/shared-state.js';
import { enumerate, plural } from '../text/sentence.js';

/** What a test runner tells of the test that is under way: Jest's and Vitest's `expect.getState()`, a matcher's `this`. */
export interface RunnerState {
  /** The full name of the test. */
  readonly currentTestName?: string | undefined;
  /** The file the runner has begun with. */
  readonly testPath?: string | undefined;
  /** Jest: the test that is running in this asynchronous context, by name and (since 30.5) by identity. */
  readonly currentConcurrentTestName?: (() => string | undefined) | undefined;
  /** The test that is running; the same for the same attempt. */
  readonly currentTestIdentity?: (() => unknown) | undefined;
}

/** One assertion from its call until it is awaited and settled. */
export interface Pending {
  readonly matcher: string;
  /** What to write: `await expect(app)…`. */
  readonly advice: string;
  /** The name of the test it belongs to, where the runner tells. */
  readonly test: string | undefined;
  readonly owner: unknown;
  readonly site: CallSite;
  /** Only read so far, as a property: no fault of a test that fails before it goes on. */
  readonly isRead?: boolean;
  awaited: boolean;
  settled: boolean;
  /** Its test is over and has failed. What it comes to is nobody's concern any more, least of all as an unhandled rejection. */
  abandoned: boolean;
}

const pending = (): Set<Pending> => sharedState('pending', () => new Set<Pending>());

/**
 * A promise that knows whether it was awaited. The first `then` is the runner's (`expect` wraps what a matcher
 * returns), the second is the test's own.
 */
class Guarded<Value> extends Promise<Value> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }
  #entry: Pending | undefined;
  #isRunners = false;

  static of<Value>(promise: Promise<Value>, entry: Pending, isRunners: boolean): Guarded<Value> {
    const guarded = new Guarded<Value>((resolve, reject) => {
      promise.then(resolve, (reason: unknown) => {
        if (entry.abandoned) resolve(undefined as Value);
        else reject(reason);
      });
    });
    guarded.#entry = entry;
    guarded.#isRunners = isRunners;
    // Nobody may be listening; then it is reported by the guard, not as an unhandled rejection.
    void Promise.prototype.then.call(guarded, undefined, () => undefined);
    return guarded;
  }

  override then<Fulfilled = Value, Rejected = never>(
    onFulfilled?: ((value: Value) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    const entry = this.#entry;
    if (entry !== undefined && this.#isRunners) {
      const judge = onFulfilled ?? ((value) => value as unknown as Fulfilled);
      const judged = super.then(
        (value) => (entry.abandoned ? (undefined as Fulfilled) : judge(value)),
        onRejected,
      );
      const placed = judged.catch((error: unknown) => {
        throw errorAt(error, entry.site);
      });
      return Guarded.of(placed, entry, false);
    }
    if (entry !== undefined) {
      entry.awaited = true;
      forget(entry);
    }
    return super.then(onFulfilled, onRejected);
  }

  /** Handling the failure is not waiting for it: Jest itself does so before the test gets the promise. */
  override catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Value | Rejected> {
    const next = super.then(undefined, onRejected);
    return this.#entry === undefined ? next : Guarded.of(next, this.#entry, false);
  }
}

/** Vitest makes the error after the judgement, when nothing on the stack leads to the call any more. */
function errorAt(error: unknown, site: CallSite): unknown {
  const [place = ''] = site.frames.split('\n');
  return isErrorLike(error) && !error.stack.includes(place) ? placedAt(error, site) : error;
}

// Not by instanceof: Jest's errors are of another realm.
function isErrorLike(value: unknown): value is Required<Error> {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}

export type Call = Pick<Pending, 'matcher' | 'advice' | 'test' | 'owner' | 'site' | 'isRead'>;

/**
 * Watches one call until it is awaited and settled.
 *
 * @param firstThen Whose the first `then` is: of a matcher's promise it is the runner's.
 */
export function guard<Value>(
  promise: Promise<Value>,
  call: Call,
  firstThen: 'runner' | 'test' = 'runner',
): Promise<Value> {
  const entry = watch(call);
  const settle = (): void => {
    entry.settled = true;
    forget(entry);
  };
  promise.then(settle, settle);
  return Guarded.of(promise, entry, firstThen === 'runner');
}

/** Watches a call that does nothing before it is awaited. */
export function watch(call: Call): Pending {
  const entry: Pending = { ...call, awaited: false, settled: false, abandoned: hasFailed(call.owner) };
  if (!entry.abandoned) pending().add(entry);
  return entry;
}

/** Another call has taken its place. */
export function unwatch(entry: Pending): void {
  pending().delete(entry);
}

function forget(entry: Pending): void {
  if (entry.awaited && entry.settled) pending().delete(entry);
}

// Which test is under way, for what is no matcher. Told by the entry of a runner that knows.
const runner = (): { state: () => RunnerState } => sharedState('runner', () => ({ state: () => ({}) }));

/** Lets an entry tell where the runner's state is found. */
export function tellRunner(state: () => RunnerState): void {
  runner().state = state;
}

/** The state of the runner; empty where no entry has told. */
export function runnerState(): RunnerState {
  return runner().state();
}

/**
 * What tells this test from the others that may be under way, by asynchronous context: Jest 30.5 gives the test itself,
 * 30.2 to 30.4 its name, earlier ones nothing but the name of a test in `test.concurrent`. In a hook that belongs to no
 * test it is undefined, and so it is for the ordinary tests of the earlier ones.
 */
export function ownerOf(state: RunnerState): unknown {
  return state.currentTestIdentity === undefined
    ? state.currentConcurrentTestName?.()
    : state.currentTestIdentity();
}

export function testNameOf(state: RunnerState): string | undefined {
  const name = state.currentConcurrentTestName?.();
  // Beside the identity, `currentTestName` is at best the name of another test.
  return state.currentTestIdentity === undefined ? (name ?? state.currentTestName) : name;
}

/**
 * Throws if an assertion was never awaited, or is still pending. `expect-cors/jest` calls it at the end of every file;
 * with node:test and Mocha write `afterEach(assertNoFloating)`.
 *
 * @throws {UsageError} `not-awaited`.
 * @example
 * import { afterEach } from 'node:test';
 * afterEach(assertNoFloating);
 */
export function assertNoFloating(this: unknown): void {
  report([...pending()], hasFailedInMocha(this));
}

/**
 * The same for the assertions of one test. Those of others are left for the end of the file: of `test.concurrent`, whose
 * end no hook sees, and of tests that have ended before.
 */
export function assertNoFloatingOf(owner: unknown): void {
  report([...pending()].filter((entry) => entry.owner === owner));
}

function report(entries: readonly Pending[], testHasFailed = false): void {
  for (const entry of entries) {
    entry.abandoned = true;
    pending().delete(entry);
  }
  const floating = entries.filter(
    ({ awaited, isRead, owner }) => !(awaited || isRead === true) || !(testHasFailed || hasFailed(owner)),
  );
  const [first] = floating;
  if (first === undefined) return;
  const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
  const calls = enumerate(distinct(floating.map(({ matcher }) => matcher)));
  const tests = distinct(floating.flatMap(({ test }) => (test === undefined ? [] : [`"${test}"`])));
  const where =
    tests.length === 0 ? '' : ` in the ${tests.length === 1 ? 'test' : 'tests'} ${enumerate(tests)}`;
  const verb = floating.length === 1 ? 'was' : 'were';
  const error = new UsageError(
    'not-awaited',
    `${plural(floating.length, 'assertion')} (${calls})${where} ${verb} ${faultOf(floating)}, so nothing was asserted.\n` +
      `Write ${enumerate(
        distinct(floating.map(({ advice }) => `\`${advice}\``)),
        'or',
      )} in an async test. In a loop, use \`for … of\`: forEach(async …) does not wait.`,
  );
  throw placedAt(error, first.site);
}

/** A test that failed leaves behind what it would have waited for: the others of a `Promise.all`, say. */
function hasFailed(owner: unknown): boolean {
  const errors: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, 'errors') : [];
  return Array.isArray(errors) && errors.length > 0;
}

/** Mocha calls its hooks on a context that tells of the test. A failing hook would end the whole suite. */
function hasFailedInMocha(context: unknown): boolean {
  return (context as { currentTest?: { state?: unknown } } | undefined)?.currentTest?.state === 'failed';
}

function faultOf(floating: readonly Pending[]): string {
  const unawaited = floating.some(({ awaited }) => !awaited);
  const unsettled = floating.some(({ awaited, settled }) => awaited && !settled);
  return enumerate(
    [unawaited ? 'never awaited' : '', unsettled ? 'still pending when the test ended' : ''].filter(Boolean),
    'or',
  );
}
