import { describe, expect, test } from '@jest/globals';
import cors from '@koa/cors';
import expressCors, { type CorsOptions } from 'cors';
import Koa from 'koa';
import type { Target } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { mendWith } from './remedies/remedy-case.js';
import { page, quietApp } from './remedies/parts.js';

const list = { origin: page, path: '/films' };

/** An Express app whose cors() is given these options, or what a fix makes of them. */
function films(options: CorsOptions, code?: string): ReturnType<typeof quietApp> {
  const app = quietApp();
  if (code === undefined) app.use(expressCors(options));
  else mendWith(code)({ app, cors: expressCors, options });
  return app.all('/films', (_, res) => {
    res.set({ 'Content-Range': 'bytes 0-0/1000', 'Accept-Ranges': 'bytes', 'X-Total-Count': '3' }).json([]);
  });
}

function koaFilms(options: cors.Options, code?: string): Koa {
  const app = new Koa();
  if (code === undefined) app.use(cors(options));
  else mendWith(code)({ app, cors, options });
  return app.use((ctx) => {
    ctx.set('X-Total-Count', '3');
    ctx.body = [];
  });
}

/** Headers by hand, which depend on the origin and do not say so. */
function byHand(code?: string): ReturnType<typeof quietApp> {
  const app = quietApp();
  if (code !== undefined) mendWith(code)({ app });
  return app.get('/films', (req, res) => {
    if (req.headers.origin === page) res.set('Access-Control-Allow-Origin', page);
    res.json([]);
  });
}

type Assert = (app: Target) => Promise<void>;

const rows: readonly (readonly [title: string, app: (code?: string) => Target, assert: Assert])[] = [
  [
    'two headers beside one that is exposed',
    (code) => films({ exposedHeaders: ['X-Total-Count'] }, code),
    (app) => expect(app).toExposeHeaders(['x-total-count', 'content-range', 'accept-ranges'], list),
  ],
  [
    'one header, in Koa',
    (code) => koaFilms({}, code),
    (app) => expect(app).toExposeHeaders('x-total-count', list),
  ],
  ['Vary, by hand', byHand, (app) => expect(app).toVaryOnOrigin(list)],
  [
    'ten minutes',
    (code) => films({ origin: page }, code),
    (app) => expect(app).toCachePreflightFor(600, { ...list, method: 'PUT' }),
  ],
];

describe('the fix for what an allowed response lacks turns the assertion green', () => {
  test.each(rows)('%s', async (_, app, assert) => {
    const message = await failureOf(assert(app()));
    const fix = /^Fix: +(.*)\n((?: {20}.*\n?)*)/m.exec(message);
    expect([fix?.[1], fix?.[2]?.trim()]).toMatchSnapshot();
    await assert(app(fix?.[2]));
  });
});

test('for a server behind a URL it is words', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((_, res) => res.setHeader('Access-Control-Allow-Origin', '*').end('[]'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const asked = expect(`http://127.0.0.1:${String(port)}`).toExposeHeaders('link', { origin: page });
  expect(await failureOf(asked)).toContain(
    'Fix:              let pages read these headers where the CORS headers are set: this page needs "Access-Control-Expose-Headers: link"',
  );
  server.close();
});
