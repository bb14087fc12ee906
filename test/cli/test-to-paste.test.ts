import { expect, test } from '@jest/globals';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import { testToPaste } from '../../src/cli/test-to-paste.js';
import type { Aimed } from '../../src/cli/with-target.js';

const origin = 'https://app.example';
const paste = (aimed: Omit<Aimed, 'target'>, request: CrossOriginRequest): string =>
  testToPaste({ target: aimed.written, ...aimed }, request, '/home/ada/shop').join('\n');

test('a server by its URL needs no import', () => {
  expect(paste({ written: 'http://localhost:3000' }, { origin, path: '/users' })).toBe(
    [
      "test('https://app.example may GET /users', async () => {",
      "  await expect('http://localhost:3000').toAllowOrigin('https://app.example', { path: '/users' });",
      '});',
    ].join('\n'),
  );
});

test.each([
  ['/home/ada/shop/src/app.ts', 'app', "import { app } from './src/app';"],
  ['/home/ada/shop/app.mts', 'default', "import app from './app';"],
  ['/home/ada/shop/app.js', 'default', "import app from './app.js';"],
  ['/home/ada/api/app.cjs', 'server', "import { server } from '../api/app.cjs';"],
])('%s#%s', (path, name, line) => {
  const module = { path, name, subject: 'app' };
  expect(paste({ written: path, module }, { origin }).split('\n')).toEqual([
    line,
    "test('https://app.example may GET /', async () => {",
    "  await expect(app).toAllowOrigin('https://app.example');",
    '});',
  ]);
});

test.each<[CrossOriginRequest, string]>([
  [{ method: 'GET', initiator: 'fetch', send: true, status: 200 }, '{ status: 200 }'],
  [{ method: 'PUT', json: [1, null, { a: true }] }, "{ method: 'PUT', json: [1, null, { a: true }] }"],
  [{ headers: { 'x-api-key': "it's" } }, "{ headers: { 'x-api-key': 'it\\'s' } }"],
  [{ credentials: 'include', path: undefined }, "{ credentials: 'include' }"],
  [{ headers: { accept: 'a"\n' } }, "{ headers: { accept: 'a\"\\n' } }"],
])('%j', (request, written) => {
  expect(paste({ written: 'http://localhost' }, { origin, ...request })).toContain(
    `toAllowOrigin('https://app.example', ${written});`,
  );
});

test("a path with a quote does not end the test's title", () => {
  expect(paste({ written: 'http://localhost' }, { origin, path: "/o'neil" })).toContain("may GET /oneil'");
});
