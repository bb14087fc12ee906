// Asks servers that do everything wrong in every way there is: npm run test:hostile, or `… -- --sample 20` for every
// twentieth pair. Exits with 1 where one of them is not answered in time, by a named error, within bounds.
import { AssertionError } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Limit } from '../../../src/http/at-once.js';
import { configure, ExpectCorsError, type Target } from '../../../src/index.js';
import { type Behaviour, withServer } from '../servers.js';
import { apps } from './apps.js';
import { asksMuch, entries, type Entry } from './entries.js';
import { faults, stages } from './faults.js';
import { http2Apps } from './http2-apps.js';

/** Milliseconds, for one question. */
const timeout = 300;
/** What a failing assertion may take to find the cause. */
const diagnosis = 1500;
/** Milliseconds more than that which a busy machine may take. */
const slack = 1500;
/** Of questions that are asked one after the other. */
const mostQuestions = 12;
/** MiB of the process, which holds the servers as well. */
const mostMemory = 1000;

const sample = Number(process.argv[process.argv.indexOf('--sample') + 1]) || 1;
const isWhole = sample === 1;
configure({ timeout });

const problems: string[] = [];
process.on('unhandledRejection', (reason) => problems.push(`unhandled rejection: ${String(reason)}`));
process.on('uncaughtException', (error) =>
  problems.push(`uncaught exception: ${error.stack ?? error.message}`),
);
process.on('warning', ({ name, message }) => {
  if (name !== 'ExpectCorsWarning') problems.push(`${name}: ${message}`);
});

const longest = new Map<string, number>();
let asked = 0;

async function ask(title: string, name: string, entry: Entry, target: Target): Promise<void> {
  const start = performance.now();
  const questions = asksMuch.includes(name) ? mostQuestions : 1;
  const most = timeout * questions + diagnosis + slack;
  const late = pause(most + 3000, 'late', { ref: false });
  const end = await Promise.race([Promise.resolve(entry(target)).then(() => 'holds', named), late]);
  const milliseconds = performance.now() - start;
  asked += 1;
  longest.set(name, Math.max(longest.get(name) ?? 0, milliseconds));
  if (milliseconds > most)
    problems.push(`${name}, ${title}: ${String(end)} after ${milliseconds.toFixed(0)} ms`);
  if (end.startsWith('not named')) problems.push(`${name}, ${title}: ${end}`);
}

/** What failed by one of our errors; anything else is a fault of ours. */
function named(error: unknown): string {
  if (error instanceof ExpectCorsError || error instanceof AssertionError) return 'fails';
  return `not named: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const listenersOf = (server: Server): string =>
  JSON.stringify(server.eventNames().map((event) => [String(event), server.listenerCount(event)]));

interface Hostile {
  readonly title: string;
  readonly behaviour?: Behaviour | undefined;
  readonly app?: () => RequestListener;
  readonly server?: () => Target;
  /** It is asked in TLS, which it does not speak. */
  readonly isSecure?: true;
}
const servers: readonly Hostile[] = [
  ...Object.entries(stages).flatMap(([stage, at]) =>
    Object.entries(faults).map(([fault, does]) => ({ title: `${fault} ${stage}`, behaviour: at(does) })),
  ),
  ...Object.entries(faults).map(([fault, does]) => ({
    title: `${fault} in place of a TLS handshake`,
    behaviour: stages['before any request']?.(does),
    isSecure: true as const,
  })),
  ...apps.map(([title, create]) => ({ title, app: create })),
  ...http2Apps.map(([title, create]) => ({ title, server: create })),
];

const watched: (readonly [title: string, server: Server, before: string])[] = [];

async function askAll(
  { title, behaviour, app, server: create, isSecure }: Hostile,
  names: readonly string[],
): Promise<void> {
  const withTarget = async (target: Target): Promise<void> => {
    for (const name of names) await ask(title, name, entries[name] ?? (() => Promise.resolve()), target);
  };
  if (create !== undefined) await withTarget(create());
  else if (behaviour !== undefined)
    await withServer(behaviour, ({ url }) =>
      withTarget(isSecure === true ? url.replace('http:', 'https:') : url),
    );
  else if (app !== undefined) {
    await withTarget(app());
    // A listener that fails inside a server of its own ends the process, as it does without us.
    if (/ (?:throws|rejects)\b/.test(title)) return;
    const server = createServer(app());
    watched.push([title, server, listenersOf(server)]);
    await withTarget(server);
  }
}

const begin = performance.now();
const limit = new Limit();
const pairs = servers.flatMap((server) => Object.keys(entries).map((name) => ({ server, name })));
const chosen = pairs.filter((_, index) => index % sample === 0);
await Promise.all(
  servers.map(async (server) => {
    const names = chosen.filter((pair) => pair.server === server).map(({ name }) => name);
    if (names.length > 0) await limit.run(() => askAll(server, names));
  }),
);
await pause(1500); // what is idle is closed after a second
for (const [title, server, before] of watched)
  if (listenersOf(server) !== before) problems.push(`${title}: left ${listenersOf(server)}, not ${before}`);
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
if (memory > mostMemory) problems.push(`${String(memory)} MiB of memory`);

const rounded = Object.fromEntries(
  [...longest].map(([name, milliseconds]) => [name, Math.round(milliseconds)]),
);
const summary = `${String(servers.length)} servers, ${String(asked)} questions, ${String(problems.length)} problems`;
console.log([...problems, summary].join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
if (isWhole) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 10);
  const seconds = Math.round((performance.now() - begin) / 1000);
  const node = process.version;
  const result = { date, commit, node, summary, seconds, timeout, memory, longest: rounded, problems };
  writeFileSync(
    new URL(`result-node${node.slice(1, 3)}.json`, import.meta.url),
    `${JSON.stringify(result, null, 2)}\n`,
  );
}

// By then nothing may be left that keeps the process.
setTimeout(() => {
  console.log(`did not exit: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}, 8000).unref();
