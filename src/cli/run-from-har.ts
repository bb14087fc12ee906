import { UsageError } from '../errors/usage-error.js';
import { contractFromHar, type HarContract } from '../policy/contract-from-har.js';
import { harFrom } from '../policy/har.js';
import { callsIn, type HarCall, type LeftOut } from '../policy/har-calls.js';
import { checkOrigin } from '../request/check-origin.js';
import { enumerate, nearest, plural } from '../text/sentence.js';
import type { Run } from './command.js';
import { contractTable } from './contract-table.js';
import { readFile, writeFile } from './files.js';
import { printJson, printLine, printNote, type Terminal } from './streams.js';

export const runFromHar: Run = (line, terminal) => {
  const [name = ''] = line.operands;
  const { calls, leftOut } = callsIn(harFrom(dataIn(name, terminal)));
  const target = chosenTarget(line.text('target'), calls, leftOut);
  const ofTarget = calls.filter(({ api }) => api === target);
  const made = contractFromHar(ofTarget);
  const { contract } = made;
  if (line.flag('json')) printJson(terminal, contract);
  else printLine(terminal, contractTable(target, contract));
  const left = describeLeft(leftOut, calls.length - ofTarget.length);
  for (const note of [...notesOf(made, ofTarget), ...left]) printNote(terminal, note);
  const file = line.text('write');
  if (file !== undefined) {
    writeFile(file, `${JSON.stringify(contract, null, 2)}\n`, terminal);
    const written = plural(contract.routes.length, 'route');
    printNote(terminal, `wrote ${file}: ${written}. expect-cors check ${target} --contract ${file}`);
  }
  return Promise.resolve(0);
};

/** What is wrong with the JSON is said without quoting it: a recording holds passwords. */
function dataIn(name: string, terminal: Terminal): unknown {
  const text = readFile(name, terminal).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place = ''] = /(?: at| in JSON at) position \d+/.exec(String(error)) ?? [];
    throw new UsageError('invalid-value', `${name} is not a HAR: it is not JSON${place}.`);
  }
}

/** The one that was asked for, or the only one. */
function chosenTarget(given: string | undefined, calls: readonly HarCall[], leftOut: LeftOut): string {
  const counts = new Map<string, number>();
  for (const { api } of calls) counts.set(api, (counts.get(api) ?? 0) + 1);
  const known = [...counts.keys()];
  const listed = enumerate([...counts].map(([api, count]) => `${api} (${plural(count, 'request')})`));
  if (known.length === 0)
    throw new UsageError(
      'invalid-value',
      `no page in the recording asks another origin by CORS. ${describeLeft(leftOut, 0).join(' ')}`.trim(),
    );
  if (given === undefined) {
    const [only = ''] = known;
    if (known.length === 1) return only;
    throw new UsageError(
      'missing-argument',
      `the pages use several APIs: name one with --target: ${listed}.`,
    );
  }
  const target = checkOrigin(given, '--target');
  if (counts.has(target)) return target;
  const suggestion = nearest(target, known);
  const advice = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  const message = `--target ${target} is not in the recording. In it are ${listed}.${advice}`;
  throw new UsageError('invalid-value', message, { value: target, suggestion });
}

function notesOf({ guessed, hidden, blocked, unseen }: HarContract, calls: readonly HarCall[]): string[] {
  const notes: (readonly [string, readonly string[]])[] = [
    ['blocked in the recording, and in the contract all the same: ', blocked],
    ['each stands for several paths: ', guessed],
    ['values that look like secrets are "1" in the contract; write one to test with: ', hidden],
    [unseenWords(calls), unseen],
  ];
  return notes.flatMap(([words, names]) => (names.length === 0 ? [] : [words + firstOf(names)]));
}

function unseenWords(calls: readonly HarCall[]): string {
  const why = calls.some(({ credentials }) => credentials === 'sent')
    ? 'credentials are allowed, and none were sent'
    : 'credentials are allowed, and no cookie is in the recording, as in a sanitized one';
  return `${why}; remove "credentials" where the page sends none: `;
}

function describeLeft(leftOut: LeftOut, others: number): string[] {
  const counts = Object.entries({ ...leftOut, 'to other APIs': others }).filter(([, count]) => count > 0);
  const parts = counts.map(([kind, count]) => `${String(count)} ${kind}`);
  return parts.length === 0 ? [] : [`left out: requests ${enumerate(parts)}.`];
}

const mostNamed = 10;

function firstOf(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${String(more)} more` : enumerate(names);
}
