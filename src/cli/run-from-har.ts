import { UsageError } from '../errors/usage-error.js';
import { contractFromHar, type HarContract } from '../policy/contract-from-har.js';
import { harFrom } from '../policy/har.js';
import { callsIn, type HarCall, type LeftOut } from '../policy/har-calls.js';
import { checkOrigin } from '../request/check-origin.js';
import { enumerate, plural } from '../text/sentence.js';
import type { Run } from './command.js';
import { contractTable } from './contract-table.js';
import { readFile } from './files.js';
import { printJson, printLine, printNote, type Terminal } from './streams.js';
import { writeContract } from './write-contract.js';

export const runFromHar: Run = (line, terminal) => {
  const [name = ''] = line.operands;
  const { calls, leftOut } = callsIn(harFrom(dataIn(name, terminal), name));
  if (calls.length === 0)
    throw new UsageError(
      'invalid-value',
      `${name} holds no CORS request to another origin, only ${enumerate(namesOf(leftOut))}.`,
    );
  const target = chosenTarget(line.text('target'), calls);
  const ofTarget = calls.filter(({ api }) => api === target);
  const made = contractFromHar(ofTarget);
  const { contract } = made;
  if (line.flag('json')) printJson(terminal, contract);
  else printLine(terminal, contractTable(target, contract));
  const left = namesOf({ ...leftOut, 'to other APIs': calls.length - ofTarget.length });
  for (const note of notesOf(made, ofTarget, left)) printNote(terminal, note);
  const file = line.text('write');
  if (file !== undefined) writeContract(file, contract, target, terminal);
  return Promise.resolve(0);
};

/** What is wrong with the JSON is said without quoting it: a recording holds passwords. */
function dataIn(name: string, terminal: Terminal): unknown {
  const text = readFile(name, terminal).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place] = /at position \d+/.exec(String(error)) ?? [];
    throw new UsageError(
      'invalid-value',
      `${name} is not a HAR: it is not JSON${place === undefined ? '' : ` (${place})`}.`,
    );
  }
}

/** The one that was asked for, or the only one. */
function chosenTarget(given: string | undefined, calls: readonly HarCall[]): string {
  const counts = new Map<string, number>();
  for (const { api } of calls) counts.set(api, (counts.get(api) ?? 0) + 1);
  const known = [...counts.keys()];
  const listed = firstOf([...counts].map(([api, count]) => `${api} (${plural(count, 'request')})`));
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
  const message = `--target ${target} is not in the recording. In it are ${listed}.`;
  throw new UsageError('invalid-value', message, { value: target });
}

function notesOf(
  { guessed, hidden, blocked, unseen }: HarContract,
  calls: readonly HarCall[],
  left: readonly string[],
): string[] {
  const isAnySent = calls.some(({ credentials }) => credentials === 'sent');
  const none = isAnySent
    ? 'no cookie was sent'
    : 'the recording has no cookies, perhaps because it is sanitized';
  const notes: (readonly [string, readonly string[]])[] = [
    ['blocked in the recording, and in the contract', blocked],
    ['one route for several paths', guessed],
    ['a parameter that looks like a secret is "1"; write a value to test with', hidden],
    [`credentials are allowed, and ${none}; remove "credentials" if the page sends none`, unseen],
    ['left out', left],
  ];
  return notes.flatMap(([words, names]) => (names.length === 0 ? [] : [`${words}: ${firstOf(names)}`]));
}

/** `3 requests of extensions` */
function namesOf(leftOut: LeftOut & Readonly<Record<string, number>>): string[] {
  return Object.entries(leftOut).flatMap(([kind, count]) =>
    count === 0 ? [] : [`${plural(count, 'request')} ${kind}`],
  );
}

const mostNamed = 10;

function firstOf(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return enumerate(more > 0 ? [...names.slice(0, mostNamed), `${String(more)} more`] : names);
}
