import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { causesOfCode } from '../../src/cli/causes-of-code.js';
import type { ConsoleMessage } from '../../src/ask/console/console-message.js';
import { rankedCauses } from '../../src/cli/ranked-causes.js';
import { corsMatchers } from '../../src/index.js';
import { catalogue } from '../../src/diagnosis/catalogue/index.js';
import { causeCases } from '../apps/causes/index.js';
import { corsErrorCodes, ruleOfCode } from '../../src/standard/decision.js';
import { build } from './fixtures/mendable.js';
import { none } from './no-message.js';
import { runCli, shownOf } from './run-cli.js';

const folder = join(__dirname, 'fixtures');
const page = 'https://app.example';
const explain = (words: readonly string[], stdin?: string) =>
  runCli(['explain', ...words], { folder, ...(stdin === undefined ? {} : { stdin }) });

const said = (reason: string, path = '/orders') =>
  `Access to fetch at 'http://localhost:3000${path}' from origin '${page}' has been blocked by CORS policy: ${reason}`;
const onPreflight = "Response to preflight request doesn't pass access control check: ";
const missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";

const messages: Readonly<Record<string, string>> = {
  missing: said(missing),
  'missing on the preflight': said(onPreflight + missing),
  'another origin': said(
    "The 'Access-Control-Allow-Origin' header has a value 'https://app.example/' that is not equal to the supplied origin.",
  ),
  several: said(
    "The 'Access-Control-Allow-Origin' header contains multiple values 'https://a.example, https://b.example', but only one is allowed.",
  ),
  wildcard: said(
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
  ),
  credentials: said(
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
  ),
  status: said(`${onPreflight}It does not have HTTP ok status.`),
  redirect: said(`${onPreflight}Redirect is not allowed for a preflight request.`),
  method: said(
    'Method DELETE is not allowed by Access-Control-Allow-Methods in preflight response.',
    '/orders/1',
  ),
  header: said(
    'Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.',
  ),
};
const health = said(missing, '/health');

describe('without a target', () => {
  test.each(Object.entries(messages))('%s', async (_, text) => {
    expect(shownOf(await explain([text]))).toMatchSnapshot();
  });

  test('text comes from stdin, where it is piped or asked for', async () => {
    const expected = await explain([health]);
    expect(await explain([], `app.js:12 ${health}\n  at fetch (app.js:12)\n`)).toEqual(expected);
    expect(await explain(['-'], health)).toEqual(expected);
  });

  test('several messages are explained one after the other', async () => {
    const { stdout } = await explain([], `${health}\n${messages['header'] ?? ''}`);
    expect(stdout.match(/^expect-cors explain$/gm)).toHaveLength(2);
  });

  test('--json', async () => {
    const { stdout } = await explain([health, '--json']);
    expect(JSON.parse(stdout)).toMatchObject(
      [
        {
          message: { code: 'MissingAllowOriginHeader', origin: page },
          causes: [{ id: 'no-cors-headers' }, {}, {}],
        },
      ].map((one) => ({
        ...one,
        causes: expect.arrayContaining([expect.objectContaining({ id: 'no-cors-headers' })]),
      })),
    );
  });
});

const mismatch = (value: string, origin = page) => ({ code: 'AllowOriginMismatch' as const, value, origin });

test.each<[string, Partial<ConsoleMessage>]>([
  ['origin-trailing-slash', mismatch('https://app.example/')],
  ['origin-with-path', mismatch('https://app.example/app')],
  ['origin-host-case', mismatch('https://App.example')],
  ['origin-scheme-differs', mismatch('http://app.example')],
  ['origin-port-differs', mismatch('https://app.example:8443')],
  ['origin-pattern-is-text', mismatch('https://*.app.example')],
  ['origin-without-scheme', mismatch('localhost:5173', 'http://localhost:5173')],
  ['localhost-is-not-127-0-0-1', mismatch('http://localhost:5173', 'http://127.0.0.1:5173')],
  ['origin-not-listed', mismatch('https://admin.example')],
  ['origin-not-listed', mismatch('https://admin.example:1')],
  ['origin-not-listed', mismatch('null')],
  ['origins-joined', { code: 'MultipleAllowOriginValues', value: 'https://a.example, https://b.example' }],
  ['cors-headers-twice', { code: 'MultipleAllowOriginValues', value: '*, *' }],
  ['credentials-value-wrong', { code: 'InvalidAllowCredentials', value: 'True' }],
  ['credentials-not-enabled', { code: 'PreflightInvalidAllowCredentials', value: '' }],
  ['method-case', { code: 'MethodDisallowedByPreflightResponse', method: 'patch' }],
  ['method-not-listed', { code: 'MethodDisallowedByPreflightResponse', method: 'PATCH' }],
  [
    'response-header-in-request',
    { code: 'HeaderDisallowedByPreflightResponse', header: 'access-control-allow-origin' },
  ],
  ['preflight-blocked-by-authentication', { code: 'PreflightInvalidStatus', status: 401 }],
  ['preflight-not-routed', { code: 'PreflightInvalidStatus', status: 405 }],
  ['preflight-status-not-ok', { code: 'PreflightInvalidStatus', status: null }],
])('%s is first for %j', (cause, given) => {
  const [first] = rankedCauses({ ...none, ...given });
  expect(first).toBe(cause);
});

/** What is printed for a label, without it. */
function factOf(label: string, stdout: string): string {
  const [, text = ''] =
    new RegExp(`^${label}:\\s+(.*(?:\\n(?: {18}.*|(?=\\n {18})))*)`, 'm').exec(stdout) ?? [];
  return text.replace(/^ {18}/gm, '');
}

describe('the test to paste', () => {
  expect.extend(corsMatchers);

  test.each([
    ['method', messages['method']],
    ['header', messages['header']],
    ['a preflight of some method', said(onPreflight + missing, '/items/1')],
    [
      'credentials',
      said(onPreflight + (messages['credentials'] ?? '').split('CORS policy: ')[1], '/orders/1'),
    ],
    ['credentials of the response', messages['credentials']],
  ])('fails as the app is, and passes once the fix that is printed is applied: %s', async (_, text = '') => {
    const { stdout, code } = await explain([text, '--app', 'mendable.js']);
    expect(code).toBe(1);
    const [, fix = ''] = /\n([^]*)/.exec(factOf('Fix', stdout)) ?? [];
    const [, assertion = ''] = /await (expect.*);$/m.exec(factOf('Test', stdout)) ?? [];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const check = new Function('expect', 'app', `return ${assertion}`) as (
      ...given: unknown[]
    ) => Promise<void>;
    await expect(check(expect, build())).rejects.toThrow('toAllowOrigin');
    await expect(check(expect, build(fix))).resolves.toBeUndefined();
  });
});

describe('with a target', () => {
  test.each([
    ['a route before cors()', health, 'shop.js#app'],
    ['a method that is not listed', messages['method'], 'shop.js#app'],
    ['a header that is not listed', messages['header'], 'shop.js#app'],
    ['a preflight, whose method the routes show', said(onPreflight + missing, '/items/1'), 'unrouted.js'],
    ['a factory', health, 'shop.js#createApp'],
    ['what is allowed here', messages['missing'], 'shop.js#app'],
    ['what is blocked otherwise here', messages['credentials'], 'reflects.js'],
  ])('%s', async (_, text = '', app) => {
    expect(shownOf(await explain([text, '--app', app]))).toMatchSnapshot();
  });

  test('--json holds the request, and the test', async () => {
    const { stdout, code } = await explain([health, '--app', 'shop.js', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      [
        {
          isSame: true,
          diagnosis: { cause: 'answered-before-cors' },
          test: expect.stringContaining('toAllowOrigin'),
        },
      ],
    ]);
  });
});

describe('with a server that runs', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const asked: string[] = [];
  const listening = async (app: Express): Promise<string> => {
    const server = app.listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  };
  /** Behind a preflight, of which the message does not say the method. */
  const save: RequestHandler = ({ method }, res) => {
    asked.push(method);
    res.json({});
  };
  const onRoute = () =>
    express()
      .put('/items/1', cors({ origin: page }), save)
      .get('/items/1', save);
  const noCredentials = () =>
    express()
      .use(cors({ origin: page }))
      .put('/items/1', save);
  const unknown = said(onPreflight + missing, '/items/1');
  const credentials = said(
    onPreflight + (messages['credentials'] ?? '').split('CORS policy: ')[1],
    '/items/1',
  );

  test.each([
    ['that says which methods it has', onRoute, unknown, [], 'PUT', ''],
    [
      'that does not say',
      noCredentials,
      credentials,
      [],
      'POST',
      'the method POST, which the message does not say',
    ],
    ['that does not say, and a method', noCredentials, credentials, ['-X', 'PUT'], 'PUT', ''],
  ])('%s', async (_, build, text, words, method, assumed) => {
    const { stdout } = await explain([text, '--url', await listening(build()), ...words]);
    expect(factOf('Test', stdout)).toContain(`method: '${method}'`);
    expect(factOf('Assumed', stdout)).toContain(assumed);
    expect(factOf('Assumed', stdout) === '').toBe(assumed === '');
  });

  test('an unsafe method is sent with --send only, and only if it is known', async () => {
    const url = await listening(
      express()
        .use(cors({ origin: page }))
        .put('/items/1', save),
    );
    const words = [unknown, '--url', url];
    asked.length = 0;
    await explain([...words, '-X', 'PUT']);
    expect(asked).toEqual([]);
    expect(await explain([...words, '--send'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('-X PUT'),
    });
    expect(asked).toEqual([]);
    expect(await explain([...words, '-X', 'PUT', '--send'])).toMatchObject({ code: 0 });
    expect(asked).toEqual(['PUT']);
  });
});

test.each([
  [
    'Firefox, which does not say the method',
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://localhost:3000/me. (Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
    'does not list the method of the request in Access-Control-Allow-Methods',
  ],
  [
    'WebKit, which does not say the values',
    'Access-Control-Allow-Origin cannot contain more than one origin.\nFetch API cannot load http://localhost:3000/me due to access control checks.',
    'has several values in Access-Control-Allow-Origin, and only one is allowed',
  ],
])('%s, nor the origin', async (_, text, words) => {
  const { stdout } = await explain([text]);
  expect(factOf('Verdict', stdout)).toContain(words);
  expect(factOf('Find out', stdout)).toContain("the message does not say the page's origin: add --origin");
});

test.each([
  [[]],
  [['CORS error']],
  [[health, '--app', 'shop.js', '--url', 'http://localhost:3000']],
  [[health, '--url', 'shop.js']],
  [[health, '--app', 'missing.js']],
  [[health, '--url', 'http://localhost:10']],
])('misuse, or no evidence: %j', async (words) => {
  const ran = await explain(words);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(shownOf(ran)).toMatchSnapshot();
});

test.each(
  causeCases.flatMap(({ expected, code, ...row }) =>
    expected === 'allowed' && code !== null ? [{ ...row, code }] : [],
  ),
)('$code may be caused by $cause: $title', ({ code, cause }) => {
  expect(causesOfCode(code)).toContain(cause);
});

test.each(corsErrorCodes)('%s: each cause is in the catalogue once, and the rule is a page', (code) => {
  const causes = causesOfCode(code);
  expect(causes.filter((id) => !catalogue.some((entry) => entry.id === id))).toEqual([]);
  expect(new Set(causes).size).toBe(causes.length);
  expect(ruleOfCode(code)).toMatch(/^https:\/\/(fetch\.spec\.whatwg\.org|wicg\.github\.io)\/.*#/);
});

test('the page of the docs is packed', () => {
  expect(existsSync(join(__dirname, '..', '..', 'docs', 'diagnosis.md'))).toBe(true);
  const { files } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    files: string[];
  };
  expect(files).toContain('docs');
});
