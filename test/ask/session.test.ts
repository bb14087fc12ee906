import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/errors/usage-error.js';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import type { FetchOutcome } from '../../src/ask/fetch-outcome.js';
import { questionFrom } from '../../src/request/question.js';
import { Session } from '../../src/ask/session.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { ofPage } from '../support/browsers-own.js';
import { allowEverything, recorder } from '../support/recorder.js';
import { thrownBy } from '../support/thrown-by.js';

const page = 'https://app.example';

async function preflight(target: unknown, request: CrossOriginRequest): Promise<FetchOutcome> {
  return new Session(target).preflight(await questionFrom({ origin: page, ...request }));
}

test('it is made for a request that needs none, and nothing else is sent', async () => {
  const { arrived, listener } = recorder(allowEverything);
  const outcome = await preflight(listener, { path: '/users' });
  expect(outcome).toMatchObject({
    allowed: true,
    preflighted: true,
    response: { type: 'cors', status: 200 },
  });
  expect(arrived.map(({ method, url, headers }) => [method, url, ofPage(headers).slice(2)])).toEqual([
    [
      'OPTIONS',
      '/users',
      [
        ['Access-Control-Request-Method', 'GET'],
        ['Origin', page],
      ],
    ],
  ]);
});

test('it asks for an unsafe method on another machine, where only OPTIONS goes', async () => {
  const error = await thrownBy(() => preflight('http://localhost:2', { method: 'DELETE' }));
  expect(error).toMatchObject({ code: 'nothing-listens' });
  const remote = await thrownBy(() => preflight('https://192.0.2.1', { method: 'DELETE', timeout: 50 }));
  expect(remote).not.toBeInstanceOf(UsageError);
});

test('mixed content is refused before anything is sent, as the request itself is', async () => {
  const { listener, arrived } = recorder(allowEverything);
  const outcome = await preflight(listener, { servedAt: 'http://api.example' });
  expect(outcome).toMatchObject({ allowed: false, code: null, phase: 'guard', exchanges: [] });
  expect(arrived).toEqual([]);
});

describe('refusals', () => {
  test.each([
    [
      'no header at all',
      204,
      {},
      [
        'PreflightMissingAllowOriginHeader',
        'PreflightMissingAllowOriginHeader',
        'PreflightMissingAllowOriginHeader',
      ],
    ],
    [
      'a wrong status',
      404,
      { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' },
      ['PreflightInvalidStatus', 'PreflightInvalidStatus', 'PreflightInvalidStatus'],
    ],
    [
      'a redirect',
      302,
      { 'Access-Control-Allow-Origin': '*', Location: '/x' },
      ['PreflightDisallowedRedirect', 'PreflightDisallowedRedirect', 'PreflightInvalidStatus'],
    ],
    [
      'a method that is not listed',
      204,
      { 'Access-Control-Allow-Origin': '*' },
      [
        'MethodDisallowedByPreflightResponse',
        'MethodDisallowedByPreflightResponse',
        'MethodDisallowedByPreflightResponse',
      ],
    ],
  ])('%s', async (_, status, headers, codes) => {
    const { listener } = recorder((__, response) => void response.writeHead(status, headers as never).end());
    const outcome = await preflight(listener, { method: 'PUT' });
    expect(Object.values(outcome.browsers).map(({ code }) => code)).toEqual(codes);
    expect(outcome).toMatchObject({ allowed: false, phase: 'preflight', response: null });
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  });
});

test('a time that is over already lets nothing out', async () => {
  const { arrived, listener } = recorder();
  const deadline = deadlineIn(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const question = await questionFrom({ origin: page, path: '/users?token=secret' });
  const error = await thrownBy(() => new Session(listener, { deadline }).preflight(question));
  expect(error).toMatchObject({
    code: 'no-answer',
    message:
      'GET /users: no response within 1 ms. Does the route respond, and does every middleware call next()? To wait longer, set `timeout` in the request. Without a response there is no verdict: the request is neither allowed nor blocked.',
  });
  expect(arrived).toEqual([]);
});

test('a page at the origin of the app is misuse where only cross-origin requests count', async () => {
  const question = await questionFrom({ origin: page, servedAt: page });
  const error = await thrownBy(() => new Session(recorder().listener).preflight(question));
  expect(error).toMatchObject({
    code: 'same-origin',
    message: `the page and the app are both at ${page}: a same-origin request, to which CORS does not apply.`,
  });
});
