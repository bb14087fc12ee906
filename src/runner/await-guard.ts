import { type CallSite, placedAt } from './call-site.js';
import { spanExitNet } from './exit-net.js';
import { addPending, type Call, type Pending, setAwaited, setFailed, setSettled } from './pending.js';

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
      entry.taken = true;
      const judge = onFulfilled ?? ((value) => value as unknown as Fulfilled);
      const judged = super.then(
        (value) => (entry.abandoned ? (undefined as Fulfilled) : judge(value)),
        onRejected,
      );
      const placed = judged.catch((error: unknown) => {
        setFailed(entry);
        throw errorAt(error, entry.site);
      });
      return Guarded.of(placed, entry, false);
    }
    if (entry !== undefined) setAwaited(entry);
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
  entry.taken = firstThen === 'test';
  promise.then(
    () => {
      setSettled(entry);
    },
    () => {
      setFailed(entry);
    },
  );
  return Guarded.of(promise, entry, firstThen === 'runner');
}

/** Watches a call that does nothing before it is awaited. */
export function watch(call: Call): Pending {
  spanExitNet();
  return addPending(call);
}
