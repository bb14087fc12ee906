/** Other processes, two at a time. */
import { spawn } from 'node:child_process';

const minutes = 10;

/** Runs a program to its end. @returns What it wrote, and its exit code: null if it had to be ended. */
export function run(program, parameters, { cwd, environment = {} } = {}) {
  const env = { ...process.env, FORCE_COLOR: '0', CI: 'true', ...environment };
  // What the runner around this one tells its own processes.
  for (const name of ['NODE_OPTIONS', 'NODE_TEST_CONTEXT', 'JEST_WORKER_ID', 'NODE_ENV']) delete env[name];
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd,
      env,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: minutes * 60_000,
      killSignal: 'SIGKILL',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.once('error', (error) => resolve({ exitCode: null, stdout, stderr: `${stderr}${error.message}` }));
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** @returns A function that runs at most `size` of the jobs it is given at the same time. */
export function limited(size) {
  const waiting = [];
  let busy = 0;
  const next = () => {
    if (busy === size || waiting.length === 0) return;
    busy += 1;
    waiting
      .shift()()
      .finally(() => {
        busy -= 1;
        next();
      });
  };
  return (job) =>
    new Promise((resolve, reject) => {
      waiting.push(() => Promise.resolve().then(job).then(resolve, reject));
      next();
    });
}
