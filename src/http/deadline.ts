import { MessageChannel } from 'node:worker_threads';
import { afterRealTime, realNow } from '../runner/real-time.js';

/** The time an assertion has for all its exchanges. */
export interface Deadline {
  readonly milliseconds: number;
  /** By the clock of `realNow`. */
  readonly due: number;
  /** Aborted when it is due. */
  readonly signal: AbortSignal;
}

export function deadlineIn(milliseconds: number): Deadline {
  const due = realNow() + milliseconds;
  let controller: AbortController | undefined;
  return {
    milliseconds,
    due,
    // Made for those who ask: an exchange only compares times, which costs nothing.
    get signal() {
      if (controller === undefined) {
        const created = (controller = new AbortController());
        const abort = (): void => {
          created.abort();
        };
        if (due <= realNow()) abort();
        else afterRealTime(due - realNow(), abort);
      }
      return controller.signal;
    },
  };
}

/** What the promise gives, unless the deadline passes first: then what `late` makes is thrown. */
export async function inTime<Value>(
  promise: Promise<Value>,
  { signal }: Deadline,
  late: () => Error,
): Promise<Value> {
  let pass = (): void => undefined;
  const passed = new Promise<never>((_, reject) => {
    pass = () => {
      reject(late());
    };
  });
  // The alarm alone does not keep the process alive, nor has what is waited for to do so.
  const { port1: wait } = new MessageChannel();
  wait.ref();
  if (signal.aborted) pass();
  signal.addEventListener('abort', pass, { once: true });
  try {
    return await Promise.race([promise, passed]);
  } finally {
    signal.removeEventListener('abort', pass);
    wait.close();
  }
}
