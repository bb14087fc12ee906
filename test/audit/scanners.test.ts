import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf, scanners } from './scanners.js';
import { countsOf, rowsOf, scannersPage, toolNames } from './scanners-page.js';
import { correct, faulty } from './validators.js';

const path = join(__dirname, '..', '..', 'docs', 'audit-scanners.md');

test('docs/audit-scanners.md is what comes out: UPDATE_DOCS=1 writes it anew', () => {
  const page = `${scannersPage()}\n`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
});

test('how many of the 44 each catches', () => {
  const counts = countsOf(rowsOf(faulty));
  expect(Object.fromEntries(toolNames.map((name, index) => [name, counts[index]]))).toEqual({
    'expect-cors': 41,
    CORScanner: 35,
    Corsy: 32,
    nuclei: 29,
  });
});

test('README says the same', () => {
  const [own, ...theirs] = countsOf(rowsOf(faulty)).map(String);
  const words = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8').replace(/\s+/g, ' ');
  expect(words).toContain(`of ${String(faulty.length)} faulty checks it finds the ${own ?? ''} that allow`);
  expect(words).toContain(`${theirs.at(-1) ?? ''} to ${theirs[0] ?? ''})`);
});

test('none catches what the audit misses', () => {
  const missed = rowsOf(faulty).filter(
    ({ verdicts: [own, ...theirs] }) => own !== 'caught' && theirs.includes('caught'),
  );
  expect(missed).toEqual([]);
});

test('Corsy alone accuses a sound check: of what is trusted over http', () => {
  const accused = scanners.flatMap((scanner) =>
    correct.flatMap(({ id, trusted, accepts }) =>
      findingsOf(scanner, trusted, accepts).map(
        ({ rule, origin, kind }) => `${id} ${scanner.name}: ${rule}, ${origin}, ${kind}`,
      ),
    ),
  );
  expect(accused).toEqual([
    'C02 Corsy: http origin allowed, http://localhost:3000, trusted',
    'C02 Corsy: http origin allowed, http://192.168.1.10, trusted',
  ]);
});

test('the rules, for one address', () => {
  const origins = scanners.map(({ name, probes }) => [
    name,
    probes(new URL('https://app.example.com:8443')).map(({ rule, origin }) => `${rule}: ${origin}`),
  ]);
  expect(origins).toMatchSnapshot();
});
