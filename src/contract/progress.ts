import { plural } from '../text/sentence.js';
import { realNow } from '../runner/real-time.js';

interface Stream {
  readonly columns?: number;
  write(text: string): unknown;
}

/** Whether somebody watches a terminal: not where CI or a test runner keeps what is written. */
export function isWatched(): boolean {
  const { env, stderr } = process;
  const runners = ['CI', 'JEST_WORKER_ID', 'VITEST', 'NODE_TEST_CONTEXT', 'MOCHA_WORKER_ID'];
  return stderr.isTTY && env.NODE_ENV !== 'test' && runners.every((name) => env[name] === undefined);
}

/** A line that tells how far it is, redrawn at most ten times a second. */
export function barFor(stream: Stream): {
  draw(done: number, total: number, failing: number): void;
  clear(): void;
} {
  let drawn = 0;
  return {
    draw(done, total, failing) {
      const now = realNow();
      if (drawn !== 0 && now - drawn < 100 && done < total) return;
      drawn = now;
      const width = 24;
      const filled = total === 0 ? width : Math.round((done / total) * width);
      const bar = '#'.repeat(filled).padEnd(width, '.');
      const broken = failing > 0 ? `; ${plural(failing, 'failure')}` : '';
      const line = `CORS contract [${bar}] ${String(done)} of ${plural(total, 'check')}${broken}`;
      stream.write(`\r\x1b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (drawn !== 0) stream.write('\r\x1b[K');
    },
  };
}
