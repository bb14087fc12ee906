import { describe, expect, test } from '@jest/globals';
import express from 'express';
import type { BrowserName } from '../../src/browser/browser-name.js';
import { assertThat } from '../../src/entry/assert.js';
import { simulateFetch } from '../../src/index.js';

const origin = 'https://app.example';
const app = express();
app.use((_request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' });
  next();
});
app.get('/login', (_request, response) => void response.sendStatus(407));
app.all('/guarded', (_request, response) => {
  response.removeHeader('Access-Control-Allow-Origin');
  response.sendStatus(407);
});
app.get('/two', (_request, response) => {
  response.append('Content-Disposition', 'inline').append('Content-Disposition', 'attachment').send('a');
});
app.get('/comma', (_request, response) => {
  response.set('Content-Disposition', 'attachment; filename=a,b.csv').send('a');
});
app.get('/places', (_request, response) => {
  response.append('Location', '/a').append('Location', '/b').status(201).send('a');
});
app.get('/nowhere', (_request, response) => {
  response.status(302).setHeader('Location', 'http://[');
  response.end();
});
app.get('/loop', (_request, response) => response.redirect('/loop'));
app.get('/irc', (_request, response) => response.redirect('https://api.example:6667/'));

async function messageOf(failing: Promise<void>): Promise<string> {
  return failing.then(
    () => 'passes',
    (error: Error) => error.message,
  );
}

describe('a request that is blocked for another reason than CORS', () => {
  test.each<[string, BrowserName, string]>([
    [
      '/login',
      'chromium',
      'Chromium blocks a response with status 407 from a server that is not a proxy (ERR_UNEXPECTED_PROXY_AUTH)',
    ],
    [
      '/two',
      'chromium',
      'Chromium blocks a response with different Content-Disposition values, in two lines or on both sides of a comma that is not in double quotes (ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION)',
    ],
    [
      '/comma',
      'chromium',
      'Chromium blocks a response with different Content-Disposition values, in two lines or on both sides of a comma that is not in double quotes (ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION)',
    ],
    [
      '/two',
      'firefox',
      'Firefox blocks a response with two Content-Disposition lines that differ (NS_ERROR_CORRUPTED_CONTENT)',
    ],
    [
      '/places',
      'chromium',
      'Chromium blocks a response with two Location lines that differ (ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION)',
    ],
    [
      '/nowhere',
      'chromium',
      'Chromium blocks a redirect whose Location is not one URL (ERR_INVALID_REDIRECT)',
    ],
    ['/nowhere', 'webkit', 'WebKit blocks a redirect whose Location is not one URL'],
    ['/loop', 'firefox', 'Firefox follows 20 redirects of a request, and no more (NS_ERROR_REDIRECT_LOOP)'],
    [
      '/irc',
      'chromium',
      'Chromium sends nothing to port 6667, one of the ports that belong to other protocols (ERR_UNSAFE_PORT)',
    ],
  ])('%s in %s says why', async (path, browser, reason) => {
    const message = await messageOf(assertThat(app).toAllowOrigin(origin, { path, browsers: [browser] }));
    expect(message.split('\n').map((line) => line.trim())).toContain(reason);
  });

  test.each(['/login', '/guarded', '/two', '/nowhere', '/loop', '/irc'])(
    '%s does not show that the origin is rejected',
    async (path) => {
      const rejecting = assertThat(app).toRejectOrigin(origin, { path, browsers: ['chromium'] });
      expect(await messageOf(rejecting)).toContain(
        'The origin is not the reason: this proves nothing about the origin.',
      );
    },
  );

  test('a preflight with 407 does not, either', async () => {
    const asked = { path: '/guarded', method: 'PUT', browsers: ['chromium'] } as const;
    const message = await messageOf(assertThat(app).toRejectOrigin(origin, asked));
    expect(message).toContain('this proves nothing about the origin');
  });

  test('no other origin is tried', async () => {
    const origins: (string | undefined)[] = [];
    const noting = express().use((request, _, next) => {
      origins.push(request.headers.origin);
      next();
    }, app);
    const message = await messageOf(
      assertThat(noting).toAllowOrigin(origin, { path: '/two', browsers: ['firefox'] }),
    );
    // Once more, to see who has done it.
    expect(origins).toEqual([origin, origin]);
    expect(message).toMatch(/^Cause: +as the rule says \(1 extra request sent\)$/m);
  });
});

describe('a bad port', () => {
  test.each(['http://localhost:6667', 'http://127.0.0.1:10080', 'https://api.example:5060'])(
    'of a URL target: nothing is sent to %s',
    async (url) => {
      const outcome = await simulateFetch(url, { origin });
      const rule = {
        algorithm: 'port blocking',
        step: '2',
        url: 'https://fetch.spec.whatwg.org/#block-bad-port',
      };
      expect(outcome).toMatchObject({ allowed: false, code: null, phase: 'guard', rule, exchanges: [] });
      expect(Object.values(outcome.browsers).map(({ allowed }) => allowed)).toEqual([false, false, false]);
      expect(await messageOf(assertThat(url).toRejectOrigin(origin))).toContain(
        'The origin is not the reason',
      );
    },
  );

  test('where the app is deployed', async () => {
    const asked = { origin, path: '/' } as const;
    expect((await simulateFetch(app, { ...asked, servedAt: 'https://api.example:5060' })).phase).toBe(
      'guard',
    );
    expect((await simulateFetch(app, { ...asked, servedAt: 'https://api.example:5062' })).allowed).toBe(true);
  });

  test('is not taken for mixed content', async () => {
    const message = await messageOf(assertThat('http://localhost:6667').toAllowOrigin(origin));
    expect(message).not.toContain('mixed');
  });
});
