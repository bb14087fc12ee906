import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';
import { MessageChannel } from 'node:worker_threads';

interface Alarm {
  readonly due: number;
  readonly run: () => void;
}

const alarms = new Set<Alarm>();
let nextRing = Infinity;

// Fake timers replace `setTimeout` (also the one of `node:timers`) and `performance.now`. What the prototype holds and
// what is under `AbortSignal.timeout` stays; taken at load because newer test runners can mock the latter. Bun's
// prototype has no `now`.
const clock = Reflect.getPrototypeOf(performance) as Partial<typeof performance>;
const now = clock.now?.bind(performance) ?? performance.now.bind(performance);
// The `AbortSignal` of older versions of jsdom has no `timeout`.
const signals: Partial<typeof AbortSignal> = AbortSignal;
const timeout = signals.timeout?.bind(AbortSignal);

/** Milliseconds of real time since an arbitrary moment. */
export function realNow(): number {
  return now();
}

/**
 * Runs `run` after `milliseconds` of real time unless the returned function is called before. Never keeps the process
 * alive. All alarms share one timer: most of them are cancelled long before they are due.
 */
export function afterRealTime(milliseconds: number, run: () => void): () => void {
  const alarm: Alarm = { due: realNow() + milliseconds, run };
  alarms.add(alarm);
  ringAt(alarm.due);
  return () => {
    alarms.delete(alarm);
  };
}

/** Settles after so much real time, and keeps the process alive till then. */
export async function realPause(milliseconds: number): Promise<void> {
  const { port1: wait } = new MessageChannel();
  wait.ref();
  await new Promise<void>((resolve) => afterRealTime(milliseconds, resolve));
  wait.close();
}

const longestTimer = 2 ** 31 - 1;

function ringAt(due: number): void {
  if (due >= nextRing) return;
  nextRing = due;
  const wait = Math.min(Math.max(Math.ceil(due - realNow()), 1), longestTimer);
  if (timeout === undefined) setTimeout(ring, wait).unref();
  else timeout(wait).addEventListener('abort', ring, { once: true });
}

function ring(): void {
  nextRing = Infinity;
  const now = realNow() + 1; // timers are allowed to be a fraction of a millisecond early
  // On a busy machine several are due at once.
  const due = [...alarms].filter((alarm) => alarm.due <= now).sort((one, other) => one.due - other.due);
  for (const alarm of due) if (alarms.delete(alarm)) alarm.run();
  const next = Math.min(...[...alarms].map((alarm) => alarm.due));
  if (next < Infinity) ringAt(next);
}
