import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { responseRuleIds } from '../../src/audit/response-rule.js';
import { summaryTable } from '../audit/scanners-page.js';
import { familiesList, rulesTable } from './audit-tables.js';
import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

runExamplesOf('audit.md', { '../src/app': exampleApp });

const path = join(__dirname, '..', '..', 'docs', 'audit.md');
const generated = { families: familiesList, rules: rulesTable, scanners: summaryTable };

test.each(Object.entries(generated))(
  'the %s are those of the library: UPDATE_DOCS=1 writes them anew',
  (name, write) => {
    const [begin, end] = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`];
    const part = `${begin}\n\n${write()}\n\n${end}`;
    const page = readFileSync(path, 'utf8');
    const [before = '', rest = ''] = page.split(begin);
    const [, after = ''] = rest.split(end);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(path, before + part + after);
    expect(readFileSync(path, 'utf8')).toContain(part);
  },
);

test('every rule is told', () => {
  const page = readFileSync(path, 'utf8');
  expect(responseRuleIds.filter((id) => !page.includes(`| \`${id}\` |`))).toEqual([]);
});
