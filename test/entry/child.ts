import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ended {
  /** Null if it had to be killed, because it did not end by itself. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node until it exits by itself. */
export async function runNode(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const child = spawn(process.execPath, parameters, {
    cwd: join(__dirname, '..', '..'),
    // What this Jest tells its own workers is not meant for others.
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      FORCE_COLOR: '0',
      JEST_WORKER_ID: undefined,
      NODE_ENV: undefined,
      NODE_TEST_CONTEXT: undefined,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 240_000,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, stdout, stderr };
}
