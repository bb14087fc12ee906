import { afterEach, expect, jest, test } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, startWebServer, type WebServer } from '../support/web-servers.js';
import { runExamplesOf } from './examples.js';

jest.setTimeout(20_000);

const running: WebServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function nginx(lines: string): Promise<string> {
  const server = await startWebServer('nginx', lines);
  running.push(server);
  return server.url;
}

describeWith('nginx', () => {
  runExamplesOf('proxies.md', { '../test/nginx': { nginx } });
});

const path = join(__dirname, '..', '..', 'docs', 'proxies.md');

test('it ships, and is short', () => {
  expect(statSync(path).size).toBeLessThan(12_000);
});

test('the causes it links to are those of proxies', () => {
  const linked = [...readFileSync(path, 'utf8').matchAll(/diagnosis\.md#([\w-]+)/g)].map(([, id]) => id);
  expect(linked).toEqual([
    'answered-by-proxy',
    'proxy-removed-header',
    'proxy-overwrote-header',
    'proxy-added-header',
    'cors-headers-twice',
    'proxy-headers-not-always',
    'proxy-cached-for-another-origin',
    'cors-headers-removed',
  ]);
});
