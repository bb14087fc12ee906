/**
 * Runs `run` after `milliseconds` of real time unless the returned function is called before. Never keeps the process
 * alive. Fake timers replace `setTimeout` (also the one of `node:timers`); what is under `AbortSignal.timeout` stays.
 */
export function afterRealTime(milliseconds: number, run: () => void): () => void {
  const signal = AbortSignal.timeout(milliseconds);
  signal.addEventListener('abort', run, { once: true });
  return () => {
    signal.removeEventListener('abort', run);
  };
}
