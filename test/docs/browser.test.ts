import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { createBrowser, simulateFetch } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

runExamplesOf('browser.md', { '../src/app': exampleApp });

const docs = join(__dirname, '..', '..', 'docs');
const markdown = readFileSync(join(docs, 'browser.md'), 'utf8');
const page = 'https://app.example';

/** What stands in the first column of the table with this head. */
function firstColumn(head: string): (string | undefined)[] {
  const [, text = ''] = markdown.split(new RegExp(`^\\| ${head} +\\|.*\\n`, 'm'));
  return [...(text.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
}

test('every field of an outcome is told', async () => {
  const outcome = await simulateFetch(exampleApp.app, { origin: page });
  expect(firstColumn('field').sort()).toEqual(Object.keys(outcome).sort());
});

test('every option of createBrowser is told', async () => {
  const unknown = Promise.resolve().then(() =>
    createBrowser(exampleApp.app, { origin: page, zzzzzzzzzz: 1 } as never),
  );
  const known = /Known keys are (.*)\.$/.exec(await failureOf(unknown))?.[1]?.split(/, | and /);
  expect(firstColumn('option').sort()).toEqual(known?.sort());
});

test('a redirect that crosses origins leaves the page none', async () => {
  const origins: (string | undefined)[] = [];
  const cdn = express().use((req, res) => void res.json(origins.push(req.get('origin'))));
  const api = express().use((_, res) => {
    res.set('Access-Control-Allow-Origin', page).redirect('https://cdn.example/');
  });
  await simulateFetch(api, { origin: page, otherTargets: { 'https://cdn.example': cdn } });
  expect(new Set(origins)).toEqual(new Set(['null']));
});

test('a cookie is kept although the page may not read the answer', async () => {
  const closed = express().use((_, res) => void res.set('Set-Cookie', 'sid=1').sendStatus(204));
  const browser = createBrowser(closed, { origin: page });
  expect((await browser.fetch('/')).allowed).toBe(false);
  expect(browser.cookies).toEqual([]);
  expect((await browser.fetch('/', { credentials: 'include' })).allowed).toBe(false);
  expect(browser.cookies).toMatchObject([{ name: 'sid' }]);
});

test('an http app under an https page is asked nothing, unless it is this machine’s', async () => {
  const asked = async (servedAt: string): Promise<number> =>
    (await simulateFetch(exampleApp.app, { origin: page, servedAt })).exchanges.length;
  expect(await asked('http://api.example')).toBe(0);
  expect(await asked('http://localhost:3000')).toBe(1);
});

test('Last-Event-ID among the headers would need a preflight', async () => {
  const asked = { origin: page, path: '/users', headers: { 'last-event-id': '7' } };
  expect((await simulateFetch(exampleApp.app, asked)).preflighted).toBe(true);
});

test('an upload listener without a body asks Chromium for nothing', async () => {
  const upload = { origin: page, path: '/login', method: 'POST', initiator: 'xhr' } as const;
  const { browsers } = await simulateFetch(exampleApp.app, { ...upload, uploadListener: true });
  const preflighted = Object.values(browsers).map((verdict) => verdict.preflighted);
  expect(preflighted).toEqual([false, true, true]);
});

test('the page leads somewhere', () => {
  const links = [...markdown.matchAll(/\]\(([^)#:]+)(?:#([^)]+))?\)/g)];
  expect(links.length).toBeGreaterThan(0);
  for (const [, file = '', anchor] of links) {
    const headings = [...readFileSync(join(docs, file), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading?.toLowerCase().replaceAll(' ', '-'),
    );
    expect(anchor === undefined ? headings.length > 0 : headings.includes(anchor)).toBe(true);
  }
});
