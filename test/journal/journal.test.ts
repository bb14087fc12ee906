import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJournalKept, journalVariable, record } from '../../src/journal/journal.js';

let folder = '';
const inherited = process.env[journalVariable];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => {
  if (inherited === undefined) Reflect.deleteProperty(process.env, journalVariable);
  else process.env[journalVariable] = inherited;
  rmSync(folder, { recursive: true, force: true });
});

test('writes a line of JSON for each thing, in a file for nobody else', () => {
  process.env[journalVariable] = folder;
  record({ kind: 'failure', message: 'first\nsecond' });
  record({ kind: 'audit' });
  const [name = ''] = readdirSync(folder);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(
    '{"kind":"failure","message":"first\\nsecond"}\n{"kind":"audit"}\n',
  );
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  expect(isJournalKept()).toBe(true);
});

test.each([undefined, ''])('writes nothing where no reporter asks: %j', (value) => {
  if (value === undefined) Reflect.deleteProperty(process.env, journalVariable);
  else process.env[journalVariable] = value;
  record({ kind: 'audit' });
  expect(isJournalKept()).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('is silent when the reporter has tidied up already', () => {
  process.env[journalVariable] = join(folder, 'gone');
  expect(() => {
    record({ kind: 'audit' });
  }).not.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

test('does not hide that it cannot write', () => {
  process.env[journalVariable] = __filename;
  expect(() => {
    record({ kind: 'audit' });
  }).toThrow(/^ENOTDIR: not a directory/);
});
