import { clearInterval, setInterval } from 'node:timers';
import type { Terminal } from './streams.js';

/** Shows on a terminal that work goes on, from its first second; nothing of it is left afterwards. */
export async function withProgress<T>(
  { stderr }: Pick<Terminal, 'stderr'>,
  what: string,
  work: Promise<T>,
): Promise<T> {
  if (stderr.isTTY !== true) return work;
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    stderr.write(`\r\x1b[K${what}: ${String(seconds)} s`);
  }, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (seconds > 0) stderr.write('\r\x1b[K');
  }
}
