import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { checkCorsContract, InconclusiveError } from '../../src/index.js';
import { bothPolarities } from '../support/both-polarities.js';
import { thrownBy } from '../support/thrown-by.js';
import { appWith, contract, kept, page } from './apps.js';

/** The app, with something in front from one request on. */
function from(count: number, then: RequestHandler, app = appWith()): Express {
  let asked = 0;
  return express().use((req, res, next) => {
    asked += 1;
    if (asked >= count)
      then(req, res, () => {
        app(req, res);
      });
    else app(req, res, next);
  });
}
const status =
  (code: number): RequestHandler =>
  (_, res) =>
    void res.sendStatus(code);

const rows: readonly (readonly [string, () => Express, string, string])[] = [
  [
    'a rate limit from the beginning',
    () => from(1, status(429)),
    'rate-limited',
    'GET /users/:id from https://app.example with credentials is allowed: inconclusive, because OPTIONS /users/1 returned 429: a rate limiter treats all origins alike, so this proves nothing. Raise the limit for the tests, or turn it off. If this response is expected, declare it as the "status" of the route.',
  ],
  ['a rate limit in between', () => from(12, status(429)), 'rate-limited', 'returned 429'],
  [
    'not available',
    () => from(8, status(503)),
    'unavailable',
    'returned 503: an unavailable app treats all origins alike, so this proves nothing. If this response is expected,',
  ],
  [
    'nobody is let in any more',
    () => from(22, status(403)),
    'control-blocked',
    'the control origin was allowed at first but is blocked at the end',
  ],
];
describe('proves nothing, plain and under .not:', () => {
  test.each(rows)('%s', async (_, app, code, message) => {
    const error = (await thrownBy(() => checkCorsContract(app(), contract))) as InconclusiveError;
    expect(error).toBeInstanceOf(InconclusiveError);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expect(error.stack?.split('\n    at ')[1]).toContain('controls.test.ts');
    for (const assertion of [
      expect(app()).toMatchCorsContract(contract),
      expect(app()).not.toMatchCorsContract(contract),
    ]) {
      expect(await thrownBy(() => assertion)).toMatchObject({ name: 'InconclusiveError', code });
    }
  });
});

test('the exchanges of the contract are as many as the rows above take them to be', async () => {
  const { exchanges } = await checkCorsContract(appWith(), contract);
  expect(exchanges).toBe(23);
});

test('a contract whose first declared thing is broken has findings', async () => {
  const report = await checkCorsContract(appWith({ ...kept, origin: ['https://b.example'] }), contract);
  expect(report.findings[0]?.cell.name).toBe(
    'GET /users/:id from https://app.example with credentials is allowed',
  );
});

test('an app that is down is no evidence, and what was asked is told', async () => {
  const app = express().use((req) => void req.socket.destroy());
  const [plain, not] = await bothPolarities(app, (it) => it.toMatchCorsContract(contract));
  expect(plain).toMatchObject({ kind: 'no evidence', code: 'connection-reset' });
  expect(not.kind).toBe('no evidence');
  expect(plain.message).toContain('GET /users/:id from https://app.example with credentials is allowed: ');
});

test('a status that is expected proves something', async () => {
  const app = express().use(cors({ origin: [page] }), status(503));
  const route = { path: '/', methods: ['GET'], status: 503 };
  const report = await checkCorsContract(app, { origins: { allowed: [page] }, routes: [route] });
  expect(report.findings).toEqual([]);
});

test('misuse is told before anything is sent', async () => {
  const sent: string[] = [];
  const app = appWith(kept, sent);
  const faulty = { ...contract, exact: ['method'] } as never;
  const wrong: readonly (readonly [() => Promise<unknown>, string, string])[] = [
    [
      () => checkCorsContract(app, faulty),
      'invalid-contract',
      'the contract has 1 error:\n  exact[0]: "method" is unknown. Did you mean "methods"?',
    ],
    [
      () => checkCorsContract(app, contract, { requests: {} } as never),
      'unknown-key',
      '"requests" is unknown in the options of checkCorsContract(). Did you mean "request"?',
    ],
    [
      () => checkCorsContract(app, contract, { request: { header: {} } as never }),
      'unknown-key',
      '"header" is unknown in `request` of a contract. Did you mean "headers"?',
    ],
    [
      () => checkCorsContract(app, contract, { request: { headers: { 'x-key': '1' } } }),
      'invalid-header',
      '`request` sets the header "x-key", but no route declares it. Add it to "requestHeaders", or leave it out.',
    ],
    [
      () => checkCorsContract(app, contract, { request: 'token' as never }),
      'invalid-value',
      '`request` must be an object such as { headers: { authorization } }, or a function that returns one.',
    ],
    [
      () => checkCorsContract(app, contract, { progress: 'yes' as never }),
      'invalid-value',
      'progress "yes" must be true or false.',
    ],
    [
      () => checkCorsContract({} as never, contract),
      'unknown-target',
      'An object of class Object with the keys (none) is not a target.',
    ],
  ];
  for (const [call, code, message] of wrong) {
    const error = (await thrownBy(call)) as Error;
    expect(error).toMatchObject({ name: 'UsageError', code });
    expect(error.message.split('\n\n')[0]).toBe(message);
    expect(error.stack).toContain('controls.test.ts');
  }
  expect(sent).toEqual([]);
});
