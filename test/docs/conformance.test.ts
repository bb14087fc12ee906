import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../src/browser/differences.js';
import { edition } from '../../src/index.js';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const conformance = readFileSync(join(root, 'docs', 'conformance.md'), 'utf8');

test('the agreement README quotes is that of docs/conformance.md', () => {
  const quoted = /<!-- bench:agreement -->\n\n([^]*?)\n\n<!-- \/bench:agreement -->/.exec(readme)?.[1] ?? '';
  const rows = quoted.split('\n').map((row) => row.split('|')[1]?.trim());
  expect(rows).toEqual(expect.arrayContaining(['expect-cors', 'mentoss']));
  expect(conformance).toContain(`\n${quoted}\n`);
});

test('docs/conformance.md names the pinned edition and every known difference', () => {
  expect(conformance).toContain(edition.commit);
  for (const { key } of differences) expect(conformance).toContain(`| \`${key}\``);
});
