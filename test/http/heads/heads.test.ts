import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allAtOnce } from '../../../src/http/at-once.js';
import { isToken } from '../../../src/standard/infra.js';
import { grouped } from '../../../src/standard/header-list.js';
import { type HostileServer, startServer } from '../../hostile/servers.js';
import { ask, carrier, rejectionOf } from '../ask.js';
import { type Cutting, cuttings, headCases, type HeadReading } from './cases.js';
import { heads, pathOf } from './server.js';

interface Recording {
  readonly version: string;
  readonly readings: readonly (readonly [title: string, reading: HeadReading])[];
}
const recording = JSON.parse(readFileSync(join(__dirname, 'recording.json'), 'utf8')) as Recording;

const isEndless = (index: number): boolean => {
  const reading = recording.readings[index]?.[1];
  return reading !== undefined && 'failure' in reading && reading.failure === 'never';
};

let server: HostileServer;
beforeAll(async () => {
  server = await startServer(heads);
});
afterAll(() => server.close());

/** The status and the headers as `fetch()` shows them, or the code of the error. */
async function readingOf(index: number, cutting: Cutting): Promise<HeadReading> {
  const answer = ask(server.url, { path: pathOf(index, cutting), timeout: isEndless(index) ? 300 : 10_000 });
  const [head] = await Promise.allSettled([answer]);
  if (head.status === 'rejected') return { failure: (await rejectionOf(answer)).error.split(' ')[1] ?? '' };
  const { status, headerList } = head.value;
  const seen = headerList.map(([name, value]) => [name.trimEnd().toLowerCase(), value] as const);
  const headers = grouped(seen.filter(([name]) => isToken(name)))
    .map(([name, values]) => [name, values.join(', ')] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return { status, headers };
}

/** What is named instead of read, where Chromium reads it: few others do, and only a broken app sends it. */
const refusals: Readonly<Record<string, string>> = {
  // A status that HTTP does not have.
  'a status of two digits': 'not-http',
  'a status of four digits': 'not-http',
  'a status of nothing but zeros': 'not-http',
  'a status without an end in sight': 'not-http',
  // Another protocol, for which Chromium has a status and no headers.
  ICY: 'not-http',
  // Ended before it was whole: what is cut off may be the very header that matters.
  'carriage returns only, then the end': 'answer-incomplete',
  ...Object.fromEntries(
    headCases
      .filter(({ title }) => title.startsWith('the end behind'))
      .map(({ title }) => [title, 'answer-incomplete']),
  ),
  'the end behind nothing at all': 'connection-reset',
  'the end behind much junk': 'not-http',
  'the end behind NUL': 'not-http',
  // The protocol was switched; Chromium waits for another head.
  'a status of one hundred and something': 'protocol-switched',
};

/** What Chromium refuses by itself; here the rules of each browser refuse it, which are told the whole head. */
const judgedElsewhere = ['two different places', 'two different dispositions'];

/** Whose error names it. */
const failures: Readonly<Record<string, string>> = {
  'net::ERR_INVALID_HTTP_RESPONSE': 'not-http',
  'net::ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH': 'not-http',
  'net::ERR_EMPTY_RESPONSE': 'connection-reset',
  never: 'no-answer',
};

const withoutEnd = (title: string): string => title.replace(/, then the end$/, '');

test('every head is recorded, and read alike however it was cut', () => {
  expect(recording.readings.map(([title]) => title)).toEqual(headCases.map(({ title }) => title));
  expect(recording.readings.filter(([, reading]) => Array.isArray(reading))).toEqual([]);
});

describe.each([
  ['supertest', false],
  ['nothing', true],
])('with %s between us and the wire', (_, lean) => {
  beforeAll(() => {
    carrier.lean = lean;
  });
  afterAll(() => {
    carrier.lean = false;
  });

  test.each(cuttings)('a head that comes %s is read as by Chromium, or refused by name', async (cutting) => {
    const ours = await allAtOnce([...headCases.keys()], (index) => readingOf(index, cutting));
    const wanted = recording.readings.map(([title, theirs], index) => {
      const refusal = refusals[title] ?? refusals[withoutEnd(title)];
      if (refusal !== undefined) return [title, { failure: refusal }];
      if (judgedElsewhere.includes(withoutEnd(title))) return [title, ours[index]];
      return [title, 'failure' in theirs ? { failure: failures[theirs.failure] } : theirs];
    });
    expect(headCases.map(({ title }, index) => [title, ours[index]])).toEqual(wanted);
  });
});
