import { writeSync } from 'node:fs';
import { UsageError } from '../errors/usage-error.js';
import { sharedState } from '../state/shared-state.js';
import { placedAt } from './call-site.js';
import { isRunnerTold } from './runner-state.js';
import { unreported } from './unreported.js';

/** Globals of a runner, or of Deno. */
interface Globals {
  readonly Deno?: unknown;
  readonly addEventListener?: (type: 'unload', listener: () => void) => void;
  /** Mocha, in its two ways of writing tests. */
  readonly before?: unknown;
  readonly after?: (hook: () => void) => void;
  readonly suiteTeardown?: (hook: () => void) => void;
}

const spanned = (): { atExit: boolean; inMocha: boolean } =>
  sharedState('exit-net', () => ({ atExit: false, inMocha: false }));

/**
 * For whoever forgets `afterEach(assertNoFloating)`: from the first assertion on, what floats at the end of the process is
 * written to stderr, and unless all of it holds, the exit code is 1. Never where an entry has hooks of its own, nor in Jest
 * and Vitest at all: there, one process runs many test files.
 */
export function spanExitNet(): void {
  const { env } = process;
  if (isRunnerTold() || env.JEST_WORKER_ID !== undefined || env.VITEST !== undefined) return;
  const { Deno, addEventListener, before, after, suiteTeardown } = globalThis as Globals;
  const afterAll = suiteTeardown ?? (before === undefined ? undefined : after);
  const net = spanned();
  if (!net.atExit) {
    net.atExit = true;
    // `deno test` emits no 'exit', and takes what is thrown here for a failure of the file.
    if (Deno !== undefined && addEventListener !== undefined) addEventListener('unload', throwUnreported);
    else reportAtExit();
  }
  if (!net.inMocha && afterAll !== undefined) {
    net.inMocha = true;
    // Mocha takes no notice of a rejection after the last test, nor of the exit code of a worker.
    afterAll(function assertNoFloating() {
      net.inMocha = false; // a worker, and --watch, may run another file after this
      throwUnreported();
    });
  }
}

function throwUnreported(): void {
  const found = unreported(false);
  if (found === undefined) return;
  if (!found.isHarmless) throw placedAt(new UsageError('not-awaited', found.text), found.site);
  write(found.text);
}

function reportAtExit(): void {
  const atExit = (): void => {
    const hasFailed = Number(process.exitCode ?? 0) !== 0;
    const found = unreported(hasFailed);
    if (found === undefined) return;
    const isCause = !hasFailed && !found.isHarmless;
    if (isCause) process.exitCode = 1;
    write(`${found.text}${isCause ? '\nThis process ends with exit code 1.' : ''}`);
  };
  process.on('exit', atExit);
  // Mocha sets the exit code in a listener that it adds after the last test.
  process.on('beforeExit', () => {
    process.off('exit', atExit);
    process.on('exit', atExit);
  });
}

/** To stderr, and at once: a stream may write nothing any more in an 'exit' listener, and that of a worker thread does not. */
function write(text: string): void {
  writeSync(2, `expect-cors: ${text}\n`);
}
