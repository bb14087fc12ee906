import { expect, jest, test } from '@jest/globals';
import { createServer, Server } from 'node:net';
import { join } from 'node:path';
import { runCli, shownOf } from './run-cli.js';

const folder = join(__dirname, 'fixtures');
const ask = (target: string, ...more: string[]) =>
  runCli(['ask', target, '--origin', 'https://app.example', '--path', '/users', ...more], { folder });

test.each([
  ['the default', 'app.js', 1],
  ['without its ending', './app', 1],
  ['a named export', 'named.js#api', 1],
  ['a factory', 'named.js#createApp', 1],
  ['an asynchronous factory', 'named.js#createLater', 1],
  ['a promise', 'named.js#promised', 1],
  ['TypeScript', 'typed.ts#createApp', 0],
  ['Fastify', 'fastify.js', 1],
  ['an app that listens, too', 'listens-too.js', 1],
  ['a server that listens', 'listens-too.js#server', 1],
])('%s is asked: %s', async (_, target, code) => {
  const ran = await ask(target);
  expect([ran.code, ran.stdout]).toEqual([code, expect.stringContaining('GET /users -> 200')]);
});

test.each([
  'named.js',
  'named.js#creatApp',
  'named.js#zzzzzz',
  'named.js#needsMore',
  'named.js#router',
  'named.js#settings',
  'nothing.js',
  'nothing.js#app',
  'listens.js',
  'listens-late.js',
  'throws.js',
  'exits.js',
  'missing.js',
  'localhost:3000',
  'api.example',
  'ftp://api.example',
])('misuse: %s', async (target) => {
  const ran = await ask(target);
  expect({ ...ran, code: ran.code }).toMatchObject({ code: 2, stdout: '' });
  expect(shownOf(ran)).toMatchSnapshot();
});

test('what an app writes goes to stderr, line by line', async () => {
  const { stdout, stderr } = await ask('named.js#api');
  expect(stdout).not.toContain('was asked');
  const [first, second, ...rest] = stderr.trimEnd().split('\n');
  expect([first, second]).toEqual(['app | loading', 'app | without an endGET /users was asked']);
  expect(new Set(rest)).toEqual(new Set(['app | GET /users was asked']));
});

test('with --json stdout holds JSON alone', async () => {
  const { stdout } = await ask('app.js', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ allowed: false, code: 'AllowOriginMismatch' });
});

test('a port that is taken is no matter, and nothing listens in the end', async () => {
  const taken = createServer().listen(3000, '127.0.0.1').unref();
  await new Promise((resolve) => taken.once('listening', resolve));
  const began = jest.spyOn(Server.prototype, 'listen');
  try {
    for (const target of ['listens-too.js', 'listens.js']) await ask(target);
    const servers = began.mock.contexts as Server[];
    expect(servers.length).toBeGreaterThan(2);
    // What we serve an app with is closed a second after the last request.
    const apps = servers.filter((server) => 'closeAllConnections' in server);
    expect(apps.map(({ listening }) => listening)).toEqual([false, false]);
  } finally {
    began.mockRestore();
    await new Promise((resolve) => taken.close(resolve));
  }
});
