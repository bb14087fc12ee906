import { afterEach, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { configure, configured, resetConfiguration } from '../../src/request/configuration.js';
import { runCli, shownOf } from './run-cli.js';

const folder = join(__dirname, 'fixtures');
const page = 'https://app.example';
const ask = (words: readonly string[], isTTY = false, env = {}) =>
  runCli(['ask', ...words], { folder, isTTY, env });

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  resetConfiguration();
});

async function served(app: unknown): Promise<string> {
  server = createServer(app as Express).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test.each<[string, string[]]>([
  ['is allowed', ['--path', '/orders']],
  ['has another origin', ['--path', '/orders', '--origin', 'https://evil.example']],
  ['meets a route before cors()', ['--path', '/health']],
  ['is unsafe, and held back', ['--path', '/orders', '-X', 'POST', '--json-body', '{"a":1}']],
  ['is unsafe, and sent', ['--path', '/orders', '--json-body', '{"a":1}', '--send']],
  [
    'meets two obstacles',
    ['--path', '/orders/1', '-X', 'DELETE', '--credentials', 'include', '-H', 'x-team: red'],
  ],
  ['has a secret', ['--path', '/orders', '-H', 'authorization: Bearer s3cret-t0ken']],
  ['is for a font, in one browser', ['--path', '/orders', '--initiator', 'font', '--browser', 'chromium']],
  ['has no route', ['--path', '/missing']],
  ['expects a status', ['--path', '/missing', '--status', '404']],
  ['is made where the app is deployed', ['--path', '/health', '--served-at', 'https://api.example']],
  ['is shown whole', ['--path', '/health', '--verbose', '--browser', 'firefox']],
])('a request that %s', async (_, words) => {
  const origin = words.includes('--origin') ? [] : ['--origin', page];
  const ran = await ask(['shop.js', ...origin, ...words]);
  expect(ran.stdout + ran.stderr).not.toContain('s3cret');
  expect(shownOf(ran).replace(/Date: .*|date: .*/g, 'Date: …')).toMatchSnapshot();
});

test('of a URL', async () => {
  const url = await served((_: unknown, response: { end: () => void }) => {
    response.end();
  });
  expect(shownOf(await ask([url, '--origin', page, '--path', '/users']))).toMatchSnapshot();
});

test.each<[string[]]>([
  [['shop.js']],
  [['shop.js', '--origin', 'https://app.example/']],
  [['shop.js', '--origin', page, '--path', 'orders']],
  [['shop.js', '--origin', page, '--browser', 'chrome']],
  [['shop.js', '--origin', page, '--credentials', 'omitt']],
  [['shop.js', '--origin', page, '-H', 'secret']],
  [['shop.js', '--origin', page, '-H', 'cookie: a=b']],
  [['shop.js', '--origin', page, '--json-body', '{a:1}']],
  [['shop.js', '--origin', page, '--json-body', '1', '--data', 'x']],
  [['shop.js', '--origin', page, '--timeout', 'soon']],
  [['shop.js', '--origin', page, '--served-at', 'api.example']],
  [['shop.js', '--origin', page, '--ca', 'ca.pem']],
  [['https://api.example', '--origin', page, '--ca', 'missing.pem']],
  [['http://localhost:3000/?x=1', '--origin', page]],
  [['http://localhost:10', '--origin', page]],
  [['http://api.example', '--origin', page, '--data', 'x', '--send', '--path', '//x']],
])('misuse, or no evidence: %j', async (words) => {
  const ran = await ask(words);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(shownOf(ran)).toMatchSnapshot();
});

test('colours are for a terminal, unless NO_COLOR is set', async () => {
  const words = ['shop.js', '--origin', page, '--path', '/health'];
  const plain = await ask(words);
  expect((await ask(words, true)).stdout).toContain('\x1b[31mblocked by Chromium, Firefox and WebKit');
  expect(await ask(words, true, { NO_COLOR: '1' })).toEqual(plain);
  expect(await ask(words, true, { TERM: 'dumb' })).toEqual(plain);
  expect(plain.stdout).not.toContain('\x1b');
});

test('--json is the data, without secrets', async () => {
  const words = [
    '--path',
    '/orders?token=s3cret-t0ken',
    '-H',
    'authorization: Bearer s3cret-t0ken',
    '--json',
  ];
  const { stdout, code } = await ask(['shop.js', '--origin', page, ...words]);
  expect(stdout).not.toContain('s3cret');
  expect(code).toBe(1);
  const data = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(data)).toMatchSnapshot();
  expect(data).toMatchObject({
    allowed: false,
    code: 'HeaderDisallowedByPreflightResponse',
    failedParameter: 'authorization',
    diagnosis: { cause: 'header-not-listed', certainty: 'certain' },
  });
});

test('what is configured stays as it was', async () => {
  configure({ origin: page, verbose: false });
  const before = configured();
  await ask(['shop.js', '--origin', page, '--verbose', '--reveal', '--timeout', '100']);
  expect(configured()).toEqual(before);
});
