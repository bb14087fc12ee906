import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { UsageError } from '../../src/errors/usage-error.js';
import { type BrowserOptions, createBrowser } from '../../src/ask/create-browser.js';
import { thrownBy } from '../support/thrown-by.js';

const origin = 'https://app.example';
const servedAt = 'https://api.example';

/** Logs in with a cookie, and counts the preflights. */
function sessions(cookie: express.CookieOptions = { sameSite: 'none', secure: true }): {
  app: Express;
  preflights: () => number;
} {
  let preflights = 0;
  const app = express();
  app.use((request, _, next) => {
    if (request.method === 'OPTIONS') preflights += 1;
    next();
  });
  app.use(cors({ origin, credentials: true, maxAge: 60 }));
  app.post('/login', (_, response) => void response.cookie('sid', '1', cookie).json({}));
  app.get('/me', (request, response) => {
    response.status(request.headers.cookie === 'sid=1' ? 200 : 401).json({});
  });
  app.get('/old', (_, response) => {
    response.cookie('sid', '1', cookie).redirect('/me');
  });
  return { app, preflights: () => preflights };
}

const login = { method: 'POST', json: { user: 'ada' }, credentials: 'include' } as const;
const include = { credentials: 'include' } as const;

describe('the cookie jar', () => {
  // The status of /me after a login, in Chromium, Firefox and WebKit.
  test.each<[string, Partial<BrowserOptions>, express.CookieOptions, number[]]>([
    ['another site, None and Secure', { servedAt }, { sameSite: 'none', secure: true }, [200, 200, 200]],
    ['another site, without SameSite', { servedAt }, {}, [401, 200, 200]],
    ['another site, Lax', { servedAt }, { sameSite: 'lax' }, [401, 401, 401]],
    ['the same site, Lax', { servedAt: 'https://api.app.example' }, { sameSite: 'lax' }, [200, 200, 200]],
    ['a deployment that is not known', {}, { sameSite: 'strict', secure: true }, [200, 200, 200]],
    [
      'third-party cookies blocked',
      { servedAt, thirdPartyCookies: 'blocked' },
      { sameSite: 'none', secure: true },
      [401, 401, 401],
    ],
  ])('%s', async (_, options, cookie, expected) => {
    const statuses = [];
    for (const browser of ['chromium', 'firefox', 'webkit'] as const) {
      const tab = createBrowser(sessions(cookie).app, { origin, browser, ...options });
      expect((await tab.fetch('/login', login)).allowed).toBe(true);
      statuses.push((await tab.fetch('/me', include)).response?.status);
    }
    expect(statuses).toEqual(expected);
  });

  test('is told as plain data, and forgets in time', async () => {
    const tab = createBrowser(sessions({ maxAge: 60_000, sameSite: 'none', secure: true }).app, {
      origin,
      servedAt,
    });
    expect(tab.cookies).toEqual([]);
    await tab.fetch('/login', login);
    expect(tab.cookies).toMatchObject([{ name: 'sid', value: '1', domain: 'api.example', sameSite: 'none' }]);
    tab.advance(61);
    expect(tab.cookies).toEqual([]);
    expect((await tab.fetch('/me', include)).response?.status).toBe(401);
  });

  test('a cookie that a redirect sets goes along with the next hop', async () => {
    const outcome = await createBrowser(sessions().app, { origin, servedAt }).fetch('/old', include);
    expect(outcome.response).toMatchObject({ status: 200, url: 'https://api.example/me', redirected: true });
  });

  test('holds what it is given, and sends nothing without credentials', async () => {
    const tab = createBrowser(sessions().app, { origin, servedAt, cookies: 'sid=1' });
    expect((await tab.fetch('/me', include)).response?.status).toBe(200);
    expect((await tab.fetch('/me')).response?.status).toBe(401);
  });
});

describe('the preflight cache', () => {
  test('spares preflights until its time has passed or it is cleared', async () => {
    const { app, preflights } = sessions();
    const tab = createBrowser(app, { origin });
    await tab.fetch('/login', login);
    const second = await tab.fetch('/login', login);
    expect([preflights(), second.preflighted, second.allowed]).toEqual([1, false, true]);
    tab.advance(59);
    await tab.fetch('/login', login);
    expect(preflights()).toBe(1);
    tab.advance(2);
    await tab.fetch('/login', login);
    expect(preflights()).toBe(2);
    tab.clearPreflightCache();
    await tab.fetch('/login', login);
    expect(preflights()).toBe(3);
  });

  test('is one browser’s own', async () => {
    const { app, preflights } = sessions();
    await createBrowser(app, { origin }).fetch('/login', login);
    await createBrowser(app, { origin }).fetch('/login', login);
    expect(preflights()).toBe(2);
  });
});

test('an outcome is that of the one browser', async () => {
  const tab = createBrowser(sessions().app, { origin: 'https://evil.example', browser: 'webkit' });
  const outcome = await tab.fetch('/me', { initiator: 'xhr' });
  expect(Object.keys(outcome.browsers)).toEqual(['webkit']);
  expect(outcome.browsers.webkit?.consoleMessage).toBe(
    'Origin https://evil.example is not allowed by Access-Control-Allow-Origin. Status code: 401\n' +
      'XMLHttpRequest cannot load http://127.0.0.1/me due to access control checks.',
  );
});

describe('misuse', () => {
  const { app } = sessions();
  test.each<[string, () => unknown, string, string]>([
    [
      'no options',
      () => createBrowser(app, null as never),
      'invalid-value',
      'the options of createBrowser() must be an object such as { origin, browser }, not null.',
    ],
    [
      'an unknown option',
      () => createBrowser(app, { origin, browsr: 'webkit' } as never),
      'unknown-key',
      '"browsr" is unknown in createBrowser(). Did you mean "browser"?',
    ],
    [
      'a wrong origin',
      () => createBrowser(app, { origin: 'app.example' }),
      'invalid-origin',
      'origin "app.example" has no scheme. Write "https://app.example".',
    ],
    [
      'an unknown browser',
      () => createBrowser(app, { origin, browser: 'safari' as never }),
      'invalid-value',
      'browser "safari" must be "chromium", "firefox", "webkit" or "fetch-standard".',
    ],
    [
      'an unknown key of a request',
      () => createBrowser(app, { origin }).fetch('/', { servedAt } as never),
      'unknown-key',
      '"servedAt" is unknown in a request of this browser. Known keys are method, headers, body, json, credentials, mode, redirect, initiator, uploadListener, timeout and send.',
    ],
    [
      'a cookie of another domain',
      () =>
        createBrowser(app, { origin, servedAt, cookies: ['a=1; Domain=other.example'] }).fetch(
          '/me',
          include,
        ),
      'invalid-value',
      'cookies contains "a=<redacted>; Domain=other.example", which no browser would store for https://api.example.',
    ],
    [
      'time that runs backwards',
      () => createBrowser(app, { origin }).advance(-1),
      'invalid-value',
      'seconds -1 must be a number of seconds, zero or more.',
    ],
  ])('%s', async (_, call, code, message) => {
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code, message });
  });
});
