import { describe, expect, test } from '@jest/globals';
import express, { type Express, type Request, type Response } from 'express';
import { type BrowserName, createBrowser, diagnose, simulateFetch } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';

const origin = 'https://app.example';
const image = { mode: 'no-cors', credentials: 'include' } as const;
const read = { credentials: 'include' } as const;

type Send = (req: Request, res: Response) => void;

/** CORS headers on demand, and what `more` adds. */
function onDemand(more: Send): { app: Express; asked: () => number } {
  let count = 0;
  const app = express()
    .disable('etag')
    .get('/logo.png', (req, res) => {
      count += 1;
      if (req.headers.origin !== undefined) {
        res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });
      }
      more(req, res);
      if (!res.headersSent) res.send('ok');
    });
  return { app, asked: () => count };
}
const fresh = onDemandFor('max-age=600');
function onDemandFor(cacheControl: string, vary?: string): ReturnType<typeof onDemand> {
  return onDemand((_, res) => {
    res.set('Cache-Control', cacheControl);
    if (vary !== undefined) res.vary(vary);
  });
}

test('an image, then fetch(): the stored response has no CORS headers', async () => {
  const { app, asked } = fresh;
  const browser = createBrowser(app, { origin });
  await browser.fetch('/logo.png', image);
  const outcome = await browser.fetch('/logo.png', read);
  expect(outcome).toMatchObject({ allowed: false, code: 'MissingAllowOriginHeader', phase: 'request' });
  expect(outcome.exchanges).toMatchObject([{ status: 200, httpCache: { state: 'local', storedFor: null } }]);
  expect(outcome.warnings).toEqual([
    {
      id: 'response-from-http-cache',
      message:
        'The response came from the browser\'s HTTP cache: an earlier request without Origin stored it without "Vary: Origin". Send Vary: Origin with every response, including those to requests without Origin.',
    },
  ]);
  expect(asked()).toBe(1);
  browser.clearHttpCache();
  expect((await browser.fetch('/logo.png', read)).allowed).toBe(true);
  expect(asked()).toBe(2);
});

test.each<[string, string, string | undefined, number]>([
  ['Vary: Origin', 'max-age=600', 'Origin', 2],
  ['Vary: *', 'max-age=600', '*', 2],
  ['no-store', 'no-store', undefined, 2],
  ['no-cache', 'no-cache', undefined, 2],
  ['max-age=0', 'max-age=0', undefined, 2],
])('%s: it is asked for again', async (_, cacheControl, vary, count) => {
  const { app, asked } = onDemandFor(cacheControl, vary);
  const browser = createBrowser(app, { origin });
  await browser.fetch('/logo.png', image);
  const outcome = await browser.fetch('/logo.png', read);
  expect([outcome.allowed, outcome.warnings, asked()]).toEqual([true, [], count]);
  expect(outcome.exchanges.map(({ httpCache }) => httpCache)).toEqual([undefined]);
});

test('it lasts as long as the response says, on the clock of the browser', async () => {
  const { app, asked } = onDemandFor('max-age=60');
  const browser = createBrowser(app, { origin });
  await browser.fetch('/logo.png', read);
  browser.advance(59);
  await browser.fetch('/logo.png', read);
  expect(asked()).toBe(1);
  browser.advance(2);
  await browser.fetch('/logo.png', read);
  expect(asked()).toBe(2);
  // What is stored later is as fresh as what was stored first, whatever the clock of the server says.
  await browser.fetch('/logo.png', read);
  expect(asked()).toBe(2);
});

describe('a 304', () => {
  const open = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' };
  const validating = (headers: Record<string, string>): Express =>
    express()
      .disable('etag')
      .get('/', (req, res) => {
        res.set({ ETag: '"a"', 'Cache-Control': 'no-cache' });
        if (req.headers['if-none-match'] === '"a"') res.status(304).set(headers).end();
        else res.set(open).send('ok');
      });

  test.each<[string, Record<string, string>, boolean]>([
    ['without CORS headers keeps those that are stored', {}, true],
    ['with the same ones renews them', open, true],
    ['for another origin replaces them', { 'Access-Control-Allow-Origin': 'https://b.example' }, false],
  ])('%s', async (_, headers, allowed) => {
    for (const name of ['chromium', 'firefox', 'webkit', 'fetch-standard'] as const) {
      const browser = createBrowser(validating(headers), { origin, browser: name });
      await browser.fetch('/', read);
      const outcome = await browser.fetch('/', read);
      expect([name, outcome.allowed]).toEqual([name, allowed]);
      const [sent, stored] = outcome.exchanges;
      expect(sent).toMatchObject({ status: 304 });
      expect(sent?.requestHeaders).toContainEqual(['If-None-Match', '"a"']);
      expect(stored).toMatchObject({ status: 200, httpCache: { state: 'validated', storedFor: origin } });
      expect(stored?.requestHeaders.map(([header]) => header)).not.toContain('If-None-Match');
      expect(outcome.warnings.map(({ message }) => message.includes('304'))).toEqual(allowed ? [] : [true]);
    }
  });

  test('goes to a page that validates a response of its own', async () => {
    const app = express()
      .options(
        '/',
        (_, res) => void res.set({ ...open, 'Access-Control-Allow-Headers': 'if-none-match' }).end(),
      )
      .use(validating(open));
    const browser = createBrowser(app, { origin });
    await browser.fetch('/', read);
    const outcome = await browser.fetch('/', { headers: { 'if-none-match': '"a"' }, ...read });
    expect(outcome.response?.status).toBe(304);
    expect(outcome.exchanges.map(({ httpCache }) => httpCache)).toEqual([undefined, undefined]);
  });
});

describe('each browser by its own rules', () => {
  test.each<[BrowserName, boolean]>([
    ['chromium', false],
    ['firefox', true],
    ['webkit', false],
    ['fetch-standard', false],
  ])('%s: an image has cookies, fetch() has none', async (name, allowed) => {
    const browser = createBrowser(fresh.app, { origin, browser: name });
    await browser.fetch('/logo.png', image);
    expect((await browser.fetch('/logo.png')).allowed).toBe(allowed);
  });

  test.each<[BrowserName, boolean]>([
    ['chromium', true],
    ['firefox', false],
    ['webkit', true],
  ])('%s: what CORS has blocked', async (name, allowed) => {
    let isMended = false;
    const app = express().get('/', (_, res) => {
      res.set({
        'Cache-Control': 'max-age=600',
        ...(isMended ? { 'Access-Control-Allow-Origin': origin } : {}),
      });
      res.send('ok');
    });
    const browser = createBrowser(app, { origin, browser: name });
    expect((await browser.fetch('/')).allowed).toBe(false);
    isMended = true;
    const outcome = await browser.fetch('/');
    expect(outcome.allowed).toBe(allowed);
    const told = outcome.warnings.filter(({ message }) => message.includes('would send now does not count'));
    expect(told).toHaveLength(allowed ? 0 : 1);
  });
});

test('nothing else has an HTTP cache, nor has another browser this one', async () => {
  const { app, asked } = onDemandFor('max-age=600');
  await createBrowser(app, { origin }).fetch('/logo.png', image);
  expect((await createBrowser(app, { origin }).fetch('/logo.png', read)).allowed).toBe(true);
  await simulateFetch(app, { origin, path: '/logo.png' });
  await simulateFetch(app, { origin, path: '/logo.png' });
  expect(asked()).toBe(4);
});

test('a cause of its own, certain where the app allows the page when it is asked', async () => {
  const browser = createBrowser(onDemandFor('max-age=600').app, { origin });
  await browser.fetch('/logo.png', image);
  const diagnosis = await diagnose(await browser.fetch('/logo.png', read));
  expect(diagnosis).toMatchObject({ cause: 'cached-without-vary-origin', certainty: 'certain' });
  const closed = createBrowser(
    express().use((_, res) => void res.set('Cache-Control', 'max-age=600').send('ok')),
    { origin },
  );
  await closed.fetch('/', image);
  const { cause } = await diagnose(await closed.fetch('/', read));
  expect(cause).not.toBe('cached-without-vary-origin');
});

test('the message says that nothing was sent', async () => {
  const browser = createBrowser(onDemandFor('max-age=600').app, { origin });
  await browser.fetch('/logo.png', image);
  const outcome = await browser.fetch('/logo.png', read);
  expect(await failureOf(expect(outcome).toBeReadable())).toMatchSnapshot();
});
