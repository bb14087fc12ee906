#!/usr/bin/env node
import '../runner/node-version.js';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { importModule } from './import-module.js';
import { runLine } from './run-line.js';
import type { Stream } from './streams.js';

/** Bound to the stream as it is now: what an app writes to it later is sent elsewhere. */
const streamOf = (stream: NodeJS.WriteStream): Stream => {
  const write = stream.write.bind(stream) as Stream['write'];
  return { isTTY: stream.isTTY, write };
};

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function prompt(question: string): Promise<string> {
  const typed = createInterface({ input: process.stdin, output: process.stderr });
  typed.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Nothing where the input ends.
  const ended = once(typed, 'close').then(() => '');
  const said = await Promise.race([typed.question(question).catch(() => ''), ended]);
  typed.close();
  return said;
}

/** What an app has opened (a database, a timer, a port) must not keep the process: it ends once all is written. */
function end(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

const [stdout, stderr] = [streamOf(process.stdout), streamOf(process.stderr)];
const interrupted = 130;
process.once('SIGINT', () => {
  // A line that shows progress is left.
  if (process.stderr.isTTY) stderr.write('\r\x1b[K');
  process.exit(interrupted);
});
// Where a reader such as `head` has seen enough.
process.stdout.on('error', () => process.exit(0));
process.on('uncaughtException', (error: unknown) => {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  stderr.write(`expect-cors: an error that nothing handles, in the app or here:\n${text}\n`);
  end(2);
});

void runLine(process.argv.slice(2), {
  stdout,
  stderr,
  stdin: readInput,
  isTyped: process.stdin.isTTY,
  prompt,
  folder: process.cwd(),
  env: process.env,
  load: importModule,
}).then(end);
