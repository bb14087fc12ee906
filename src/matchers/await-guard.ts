import { UsageError } from '../errors/usage-error.js';
import { enumerate, plural } from '../text/sentence.js';

/** One assertion from its call until it is awaited and settled. */
export interface Pending {
  readonly matcher: string;
  /** The test it belongs to, where the runner tells. */
  readonly test: string | undefined;
  /** In `test.concurrent` no hook runs at the end of the test. */
  readonly concurrent: boolean;
  readonly stack: string;
  awaited: boolean;
  settled: boolean;
}

// Behind a global symbol, so that two copies of the package (CommonJS and ESM) share it.
const slot = Symbol.for('expect-cors.pending');
const store = globalThis as { [slot]?: Set<Pending> };

function pending(): Set<Pending> {
  return (store[slot] ??= new Set());
}

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
      promise.then(resolve, reject);
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
    const next = super.then(onFulfilled, onRejected);
    const entry = this.#entry;
    if (entry === undefined) return next;
    if (this.#isRunners) return Guarded.of(next, entry, false);
    entry.awaited = true;
    forget(entry);
    return next;
  }

  /** Handling the failure is not waiting for it: Jest itself does so before the test gets the promise. */
  override catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Value | Rejected> {
    const next = super.then(undefined, onRejected);
    return this.#entry === undefined ? next : Guarded.of(next, this.#entry, false);
  }
}

/** Watches one call of a matcher until it is awaited and settled. */
export function guard<Value>(promise: Promise<Value>, entry: Pending): Promise<Value> {
  pending().add(entry);
  const settle = (): void => {
    entry.settled = true;
    forget(entry);
  };
  promise.then(settle, settle);
  return Guarded.of(promise, entry, true);
}

function forget(entry: Pending): void {
  if (entry.awaited && entry.settled) pending().delete(entry);
}

/**
 * Fails if an assertion was never awaited, or is still under way. `expect-cors/jest` calls it after every test; with
 * node:test and Mocha write `afterEach(assertNoFloating)`.
 *
 * @throws {UsageError} `not-awaited`.
 */
export function assertNoFloating(): void {
  report(() => true);
}

/** The same for a runner whose concurrent tests have no end to hook into: theirs are left for the end of the file. */
export function assertNoFloatingInTest(): void {
  report(({ concurrent }) => !concurrent);
}

function report(included: (entry: Pending) => boolean): void {
  const floating = [...pending()].filter(included);
  for (const entry of floating) pending().delete(entry);
  const [first] = floating;
  if (first === undefined) return;
  const calls = enumerate([...new Set(floating.map(({ matcher }) => matcher))]);
  const where = first.test === undefined ? '' : ` in the test "${first.test}"`;
  const error = new UsageError(
    'not-awaited',
    `${plural(floating.length, 'assertion')} (${calls}) ${floating.length === 1 ? 'was' : 'were'} ${faultOf(floating)}${where}, so nothing was asserted.\n` +
      'Write `await expect(app)…` in an async test. In a loop write `for … of`: forEach(async …) waits for nobody.',
  );
  error.stack = `${error.name}: ${error.message}\n${first.stack}`;
  throw error;
}

function faultOf(floating: readonly Pending[]): string {
  const unawaited = floating.some(({ awaited }) => !awaited);
  const unsettled = floating.some(({ awaited, settled }) => awaited && !settled);
  return enumerate(
    [unawaited ? 'never awaited' : '', unsettled ? 'still under way when the test ended' : ''].filter(
      Boolean,
    ),
    'or',
  );
}
