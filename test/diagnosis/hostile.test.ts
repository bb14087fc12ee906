import { expect, test } from '@jest/globals';
import type { Request, RequestHandler, Response } from 'express';
import express from 'express';
import { type CrossOriginRequest, diagnose, simulateFetch, type Target } from '../../src/index.js';
import { page } from '../apps/causes/parts.js';

const request = { origin: page, path: '/users' };
const put = { ...request, method: 'PUT' };

/** A right-to-left override and a byte that begins an escape sequence, as they go into a header. */
const bidi = Buffer.from('\u202E').toString('latin1');

function named(name: string, handle: RequestHandler): RequestHandler {
  return Object.defineProperty(handle, 'name', { value: name });
}

const answering = (status: number, headers: Readonly<Record<string, string>>): express.Express =>
  express().use(function answer(_: Request, res: Response) {
    res.writeHead(status, headers).end();
  });

const rows: readonly (readonly [what: string, app: () => Target, asked: CrossOriginRequest])[] = [
  [
    'control characters in Allow-Origin',
    () => answering(200, { 'Access-Control-Allow-Origin': `https://\x9b2J${bidi}.example` }),
    request,
  ],
  [
    'two origins with a C1 character, joined',
    () => answering(200, { 'Access-Control-Allow-Origin': `https://a.example, \x9d0;title\x9c` }),
    request,
  ],
  [
    'a token in Location',
    () =>
      answering(302, { Location: 'https://user:pass@sso.example/?token=s3cret&code=s3cret#id_token=s3cret' }),
    put,
  ],
  ['a C1 character in Location', () => answering(302, { Location: '/\x9b31m' }), put],
  ['a C1 character in Allow', () => answering(200, { Allow: 'PUT\x9b31m' }), put],
  [
    'a list of methods that is none',
    () =>
      answering(204, {
        'Access-Control-Allow-Origin': page,
        'Access-Control-Allow-Methods': `"PUT" '\x9b31m'`,
      }),
    { ...put, method: 'PATCH' },
  ],
  [
    'a function with an escape sequence for a name',
    () =>
      express().use(
        named('\x1b]0;title\x07\u202Eeman', (_req, res) => {
          res.status(401).end();
        }),
      ),
    put,
  ],
  [
    'a path with an escape sequence',
    () =>
      express()
        .use(
          '/\x9b',
          named('corsMiddleware', (_req, _res, next) => {
            next();
          }),
        )
        .get('/users', (_req, res) => {
          res.json([]);
        }),
    request,
  ],
  [
    'secrets in the request',
    () => answering(401, {}),
    {
      ...put,
      path: '/users?api_key=s3cret',
      headers: { authorization: 'Bearer s3cret', 'x-api-key': 's3cret' },
    },
  ],
];

/** As it is: what helps other tests to read messages would take away what is looked for here. */
async function messageOf(assertion: Promise<unknown>): Promise<string> {
  const error: unknown = await assertion.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('the assertion passed');
  return error.message;
}

// What must not reach a terminal.
const unsafe = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

test.each(rows)('%s: nothing of it reaches the terminal, nor a secret', async (_, app, asked) => {
  const { origin = page, ...rest } = asked;
  const message = await messageOf(expect(app()).toAllowOrigin(origin, rest));
  expect(message).not.toMatch(unsafe);
  expect(message).not.toContain('s3cret');
  expect(message).toMatch(/Cause: +\S/);
  expect(message.replaceAll(/\((test\/[\w./-]+):\d+\)/g, '($1:…)')).toMatchSnapshot();
});

test('the data of a diagnosis hold no secret of a redirect', async () => {
  const app = answering(302, { Location: 'https://user:pass@sso.example/?token=s3cret' });
  const diagnosis = await diagnose(await simulateFetch(app, put));
  const { probes, ...told } = diagnosis;
  expect(probes.length).toBeLessThanOrEqual(7);
  expect(JSON.stringify(told)).not.toContain('s3cret');
});
