import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BrowserProcess {
  child: ChildProcess;
  /** A temporary profile, removed with the process. */
  profile: string;
  /** Settles when the browser is gone, with how it went. */
  exited: Promise<string>;
  /** Ends the whole process group and removes the profile. */
  end(): Promise<void>;
}

/** The first of the commands that is installed, or null. */
export function findCommand(names: readonly string[], folders = pathFolders()): string | null {
  for (const name of names)
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  return null;
}

function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(':').filter(Boolean);
}

/** Starts a browser as the leader of a process group of its own, so that nothing else is ever ended. */
export function startBrowser(
  command: string,
  args: (profile: string) => string[],
  options: { stdio?: StdioOptions; environment?: (profile: string) => NodeJS.ProcessEnv } = {},
): BrowserProcess {
  const profile = mkdtempSync(join(tmpdir(), 'expect-cors-browser-'));
  const child = spawn(command, args(profile), {
    detached: true,
    stdio: options.stdio ?? 'ignore',
    env: { ...process.env, ...options.environment?.(profile) },
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => resolve(`ended by itself (${signal ?? `exit code ${code}`})`));
  });
  const kill = (signal: 'SIGTERM' | 'SIGKILL'): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const removeProfile = (): void =>
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const atExit = (): void => {
    kill('SIGKILL');
    removeProfile();
  };
  // Ctrl-C does not reach another process group, and skips 'exit' unless it is turned into one.
  const onSignal = (): void => process.exit(130);
  process.once('exit', atExit);
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  return {
    child,
    profile,
    exited,
    async end() {
      // Politely first, so that what lies outside the profile (the lock of a display) is tidied up as well.
      kill('SIGTERM');
      await Promise.race([exited, pause(1000)]);
      kill('SIGKILL');
      await exited;
      process.off('exit', atExit);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      // The other members of the group may need a moment to let go of their files.
      await pause(200);
      removeProfile();
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
