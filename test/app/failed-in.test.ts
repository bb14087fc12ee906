import cors from 'cors';
import { describe, expect, test } from '@jest/globals';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import express4 from 'express4';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { CrossOriginRequest } from '../../src/index.js';
import { describeDecider } from '../../src/diagnosis/catalogue/app-layers.js';
import { traceOf } from './trace-of.js';

const refused = (): Error => Object.assign(new Error('no token'), { status: 401 });

function requireAuth(...[, , next]: Parameters<RequestHandler>): void {
  next(refused());
}
function requireToken(): never {
  throw refused();
}
const requireLogin: RequestHandler = (_, __, next) => {
  setImmediate(() => {
    next(refused()); // after a while
  });
};
const passOn: RequestHandler = (_, __, next) => {
  next();
};
const answer: RequestHandler = (_, res) => {
  res.json({});
};
const onError: ErrorRequestHandler = (error: { status: number }, _, res, next) => {
  if (res.headersSent) next(error);
  else res.sendStatus(error.status);
};
const passError: ErrorRequestHandler = (error, _, __, next) => {
  next(error);
};
const recover: ErrorRequestHandler = (_, __, ___, next) => {
  next();
};

const broken = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } };
const source = readFileSync(__filename, 'utf8').split('\n');
const lineOf = (text: string): string =>
  `test/app/failed-in.test.ts:${String(1 + source.findIndex((line) => line.trim() === text))}`;
const login = 'next(refused()); // after a while';

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (version, create) => {
  const silent = (): Express => create().set('env', 'test');
  const rows: [title: string, app: () => Express, failed: string | null, CrossOriginRequest?][] = [
    [
      'next(error), and an error handler',
      () => silent().use(passOn).use(requireAuth).use(cors()).use(onError),
      `requireAuth (${lineOf('next(refused());')}), layer 2 (requireAuth)`,
    ],
    [
      'a throw, and several error handlers',
      () => silent().use(passOn).use(requireToken).use(passError).use(onError),
      `requireToken (${lineOf('throw refused();')}), layer 2 (requireToken)`,
    ],
    [
      'an error that comes up later',
      () => silent().use(requireLogin).use(passOn).use(onError),
      `requireLogin (${lineOf(login)}), layer 1 (requireLogin)`,
    ],
    [
      "a package's error",
      () => silent().use(passOn).use(create.json()).use(cors()).use(onError),
      'layer 2 (jsonParser)',
      broken,
    ],
    [
      "a package's error, and nothing that handles errors",
      () => silent().use(cors()).use(create.json()),
      'layer 2 (jsonParser)',
      broken,
    ],
    [
      'in a route',
      () => silent().get('/', passOn, requireToken, answer).use(onError),
      `requireToken (${lineOf('throw refused();')}), layer 1 (GET /)`,
    ],
    [
      'in a mounted app',
      () => silent().use('/', silent().use(passOn).use(requireAuth)).use(onError),
      `requireAuth (${lineOf('next(refused());')}), layer 1.2 (requireAuth)`,
    ],
    [
      'an error that is handled, and then a route',
      () => silent().use(requireAuth).use(recover).get('/', answer),
      null,
    ],
    ['no error', () => silent().use(cors()).get('/', answer), null],
    ['nothing responds', () => silent().use(passOn), null],
    [
      "next('route')",
      () =>
        silent()
          .get('/', (_, __, next) => {
            next('route');
          })
          .get('/', answer),
      null,
    ],
  ];

  test.each(rows.map(([title, app, failed, request = {}]) => [title, app, failed, request] as const))(
    '%s',
    async (_, app, failed, request) => {
      const { failedIn } = await traceOf(app(), request);
      expect(failedIn && describeDecider(failedIn)).toBe(failed);
    },
  );

  test('an error nobody handles', async () => {
    const { failedIn } = await traceOf(silent().use(passOn).use(requireAuth));
    // Earlier versions give the error to nobody but their own handler.
    const place = version === '5' ? `requireAuth (${lineOf('next(refused());')}), ` : '';
    expect(failedIn && describeDecider(failedIn)).toBe(`${place}layer 2 (requireAuth)`);
  });
});

test('an app that is no Express app', async () => {
  expect((await traceOf((_: unknown, res: ServerResponse) => res.end())).failedIn).toBeNull();
});
