import { UsageError } from '../errors/usage-error.js';
import { forgetCauses } from '../failure/cause-facts.js';
import type { Target } from '../http/target.js';
import { configure, configured, resetConfiguration } from '../request/configuration.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { parseUrl } from '../text/parse-url.js';
import type { CommandLine, ExitCode } from './command.js';
import { divertOutput } from './diverted-output.js';
import { readFile } from './files.js';
import { loadApp, type LoadedApp } from './load-app.js';
import type { Terminal } from './streams.js';

/** What is asked, and how it is written on the command line. */
export interface Aimed {
  readonly target: Target;
  readonly written: string;
  /** Where it comes from; undefined for a URL. */
  readonly module?: Pick<LoadedApp, 'path' | 'name' | 'subject'>;
  /** The file of the certificate authority that is trusted for a URL. */
  readonly ca?: string;
}

/**
 * Does something with a target; nothing of it is left afterwards.
 *
 * @param written A URL, or a module.
 * @throws {UsageError} `unknown-target`, `invalid-value`.
 */
export async function withTarget(
  written: string,
  line: CommandLine,
  terminal: Terminal,
  use: (aimed: Aimed) => Promise<ExitCode>,
): Promise<ExitCode> {
  const before = configured();
  const ca = line.text('ca');
  const timeout = line.text('timeout');
  if (timeout !== undefined && !/^\d+$/.test(timeout))
    throw new UsageError('invalid-value', `--timeout ${timeout} must be a number of milliseconds.`);
  // Each command says everything anew.
  forgetCauses();
  configure({
    verbose: line.flag('verbose'),
    reveal: line.flag('reveal'),
    ...(timeout === undefined ? {} : { timeout: Number(timeout) }),
  });
  try {
    if (/^https?:\/\//i.test(written))
      return await use(
        ca === undefined
          ? { written, target: written }
          : { written, target: { url: written, ca: readFile(ca, terminal) }, ca },
      );
    if (ca !== undefined)
      throw new UsageError('invalid-value', '--ca is for a URL: an app in hand is asked without a check.');
    return await withModule(written, terminal, use);
  } finally {
    resetConfiguration();
    configure(before);
  }
}

async function withModule(
  written: string,
  terminal: Terminal,
  use: (aimed: Aimed) => Promise<ExitCode>,
): Promise<ExitCode> {
  const restore = divertOutput(terminal);
  try {
    const { app, close, ...module } = await loadApp(written, terminal);
    try {
      return await use({ written, target: app, module });
    } finally {
      await close();
    }
  } finally {
    restore();
  }
}

/** @throws {UsageError} `remote-target` for a URL that is not this machine, unless that is agreed. */
export function checkRemote(written: string, line: CommandLine): void {
  const url = parseUrl(written);
  if (!/^https?:/.test(url?.protocol ?? '') || line.flag('allow-remote') || isLoopback(written)) return;
  throw new UsageError(
    'remote-target',
    `${url?.origin ?? written} is not this machine, and many requests are sent. If that is agreed, add --allow-remote.`,
  );
}
