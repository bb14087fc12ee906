import { expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareObservations } from './compare.js';
import { readRecording, recordingPath, writeRecording } from './recording.js';
import { browserNames, type Observation } from './scenario.js';

const allowed: Observation = {
  verdict: 'allowed',
  code: null,
  failedParameter: null,
  wire: [
    {
      method: 'GET',
      url: '{target}/{id}/0',
      origin: '{page}',
      requestMethod: null,
      requestHeaders: null,
      headers: [['x-custom', 'a\u00e4']],
    },
  ],
  response: {
    type: 'cors',
    status: 200,
    redirected: false,
    url: '{target}/{id}/0',
    headers: ['content-length'],
  },
  console: [],
};
const blocked: Observation = {
  verdict: 'blocked',
  code: 'AllowOriginMismatch',
  failedParameter: 'null',
  wire: [],
  response: null,
  console: ['\u2018a\u2019\n\t\0'],
};

test('what is written is read back, and written in the order of the ids whatever came first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'expect-cors-recording-'));
  try {
    const ids = ['a-0001', 'a-0002', 'a-0003', 'a-0004'];
    const rows: [string, Observation][] = [
      ['a-0003', allowed],
      ['a-0001', allowed],
      ['a-0002', blocked],
    ];
    const recording = { browser: 'firefox', version: '1.2', seed: 's', digest: 'd' } as const;
    writeRecording(folder, { ...recording, observations: new Map(rows) }, ids);
    const first = readFileSync(recordingPath(folder, 'firefox'));
    writeRecording(folder, { ...recording, observations: new Map([...rows].reverse()) }, ids);
    expect(readFileSync(recordingPath(folder, 'firefox'))).toEqual(first);
    const read = readRecording(folder, 'firefox');
    expect(read).toEqual({ ...recording, observations: new Map(rows) });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('nothing recorded is null', () => {
  expect(readRecording(tmpdir(), 'webkit')).toBeNull();
});

test('an observation agrees with itself and differs by the name of the field', () => {
  const [exchange] = allowed.wire;
  const other = { ...allowed, wire: exchange ? [{ ...exchange, origin: 'null' }] : [] };
  expect(compareObservations(allowed, structuredClone(allowed))).toEqual([]);
  expect(compareObservations(allowed, other)).toEqual([
    { field: 'wire.origin', expected: ['{page}'], actual: ['null'] },
  ]);
  expect(compareObservations(allowed, blocked).map(({ field }) => field)).toEqual([
    'verdict',
    'code',
    'failedParameter',
    'wire.count',
    'response',
    'console',
  ]);
});

test('the recording of every browser is judged', () => {
  const files = readdirSync(__dirname).flatMap((name) => /^replay-(\w+)\.test\.ts$/.exec(name)?.[1] ?? []);
  expect(files.sort()).toEqual([...browserNames].sort());
});
