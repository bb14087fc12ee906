import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cors from 'cors';
import express from 'express';
import { contractKeys } from '../../src/contract/check-contract.js';
import { routeKeys } from '../../src/contract/check-route.js';
import {
  type CorsContract,
  defineCorsContract,
  observeCorsPolicy,
  policyTable,
  testCorsContract,
} from '../../src/index.js';
import * as exampleApp from './example-app.js';
import { load, runExamplesOf, sectionsOf } from './examples.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'contract.md'), 'utf8');
const sections = sectionsOf(page);

/** The contract of the page, as its other examples import it. */
function contractOfPage(): CorsContract {
  const [, shown = ''] = /```ts\n\/\/ test\/cors-contract\.ts\n(.*?)```/s.exec(page) ?? [];
  const code = shown.replace(/^import .*$/m, '').replace('export const contract =', 'found.contract =');
  const found: { contract?: CorsContract } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  (new Function('found', 'defineCorsContract', code) as (...given: unknown[]) => void)(
    found,
    defineCorsContract,
  );
  if (found.contract === undefined) throw new Error('the page has no contract');
  return found.contract;
}

const modules = { '../src/app': exampleApp, './cors-contract': { contract: contractOfPage() } };

runExamplesOf('contract.md', modules);

test('the tests that are shown are those that are declared', () => {
  const names: string[] = [];
  testCorsContract(exampleApp.app, contractOfPage(), {
    describe: (_, body) => {
      body();
    },
    test: (name) => names.push(name),
  });
  const [, shown = ''] = /```console\n(.*?)```/s.exec(page) ?? [];
  expect([...shown.matchAll(/✓ (.*)/g)].map(([, name]) => name)).toEqual(names);
});

test('the JSON file is the same contract', () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
  const { $schema, ...contract } = JSON.parse(json) as CorsContract;
  expect(contract).toEqual(contractOfPage());
  expect($schema).toBe('./node_modules/expect-cors/cors-contract.schema.json');
  expect(defineCorsContract(contract)).toBe(contract);
});

test('the table of keys names every key there is', () => {
  const [, text = ''] = page.split('## Every key');
  const rows = (text.split(/^## /m)[0] ?? '').split('\n').filter((line) => /^\| `/.test(line));
  const told = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([$\w]+)`/g)].map(([, key]) => key),
  );
  expect(told.sort()).toEqual([...new Set([...contractKeys, ...routeKeys])].sort());
});

describe('the tests of the page fail where the app does otherwise', () => {
  const section = sections.find(({ heading }) => heading === 'Make tests of it');
  test('without CORS', async () => {
    const failures: unknown[] = [];
    const bodies: (() => Promise<void>)[] = [];
    const globals = {
      describe: (_: string, body: () => void) => {
        body();
      },
      test: (_: string, body: () => Promise<void>) => bodies.push(body),
    };
    if (section === undefined) throw new Error('the page makes no tests');
    const app = (_: unknown, res: { end: () => void }): void => {
      res.end();
    };
    void load(section, false, { ...modules, '../src/app': { app }, '@jest/globals': globals })([], () =>
      Promise.resolve(''),
    );
    for (const body of bodies) await body().catch((error: unknown) => failures.push(error));
    expect(bodies).toHaveLength(18);
    expect(failures).toHaveLength(6);
  });
});

test('the table that is shown is that of the app above it', async () => {
  const app = express()
    .use(
      cors({
        origin: ['https://app.example'],
        methods: ['GET', 'PUT'],
        allowedHeaders: ['content-type'],
        maxAge: 600,
      }),
    )
    .all('/users', (_, res) => void res.json([]));
  const policy = await observeCorsPolicy(app, { origins: ['https://app.example'], routes: ['/users'] });
  expect(page).toContain(`\`\`\`console\n${policyTable(policy).trimEnd()}\n\`\`\``);
});
