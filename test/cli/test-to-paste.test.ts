import { expect, test } from '@jest/globals';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import type { Project } from '../../src/cli/project/project.js';
import { type Subject, testToPaste } from '../../src/cli/test-to-paste.js';

const origin = 'https://app.example';
const project: Project = {
  folder: '/home/ada/shop',
  manifest: {},
  isFound: true,
  runner: 'jest',
  files: [],
  config: undefined,
  isModule: true,
  has: () => false,
  read: () => '',
};
const paste = (subject: Subject, request: CrossOriginRequest): string =>
  testToPaste(project, subject, request, true).lines.join('\n');
const url = { written: 'http://localhost' };

test.each([
  ['/home/ada/shop/src/app.js', 'app', "import { app } from '../src/app.js';"],
  ['/home/ada/shop/app.mjs', 'default', "import app from '../app.mjs';"],
  ['/home/ada/api/app.cjs', 'server', "import { server } from '../../api/app.cjs';"],
])('%s#%s', (path, name, line) => {
  expect(paste({ written: path, module: { path, name, subject: 'app' } }, { origin }).split('\n')).toEqual([
    line,
    '',
    "test('https://app.example may GET /', async () => {",
    "  await expect(app).toAllowOrigin('https://app.example');",
    '});',
  ]);
});

test.each<[CrossOriginRequest, string]>([
  [{ path: '/users' }, "'/users'"],
  [{ method: 'GET', initiator: 'fetch', send: true, status: 200 }, '{ status: 200 }'],
  [{ method: 'PUT', json: [1, null, { a: true }] }, "{ method: 'PUT', json: [1, null, { a: true }] }"],
  [{ headers: { 'x-api-key': "it's" } }, "{ headers: { 'x-api-key': 'it\\'s' } }"],
  [{ credentials: 'include', path: undefined }, "{ credentials: 'include' }"],
  [{ headers: { accept: 'a"\n' } }, "{ headers: { accept: 'a\"\\n' } }"],
])('%j', (request, written) => {
  expect(paste(url, { origin, ...request })).toContain(`toAllowOrigin('https://app.example', ${written});`);
});

test("a path with a quote does not end the test's title", () => {
  expect(paste(url, { origin, path: "/o'neil" })).toContain("may GET /oneil'");
});
