import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeIds } from '../../src/diagnosis/cause.js';
import { warningIds } from '../../src/request/warning-id.js';
import { diagnosisPage } from './diagnosis-page.js';

const path = join(__dirname, '..', '..', 'docs', 'diagnosis.md');

test('docs/diagnosis.md is what the catalogue says: UPDATE_DOCS=1 writes it anew', async () => {
  const page = `${await diagnosisPage()}\n`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
}, 120_000);

test('it has a section for each cause, and every warning', () => {
  const page = readFileSync(path, 'utf8');
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['By what the browser prints', ...causeIds, 'Warnings']);
  for (const id of warningIds) expect(page).toContain(`\`${id}\``);
});

test('README counts the causes right', () => {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  expect(readme).toContain(`${String(causeIds.length)} causes`);
});
