import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, shownOf } from './run-cli.js';

const folder = join(__dirname, 'fixtures');
const page = 'https://app.example';
const run = (...words: string[]) => runCli(words, { folder });

let temporary = '';
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});
const shown = (ran: Awaited<ReturnType<typeof run>>) => shownOf(ran).replaceAll(temporary, '<tmp>');

describe('observe', () => {
  test('shows the routes of the app', async () => {
    expect(shown(await run('observe', 'shop.js', '--origin', page))).toMatchSnapshot();
  });

  test('--write writes a contract that check passes, and that fails on another app', async () => {
    const file = join(temporary, 'contract.json');
    const routes = ['--route', '/orders', '--route', '/orders/:id', '--param', 'id=7'];
    const observed = await run('observe', 'shop.js', '--origin', page, ...routes, '--write', file);
    expect(observed).toMatchObject({ code: 0, stderr: expect.stringContaining(`wrote ${file}: 1 route.`) });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchSnapshot();
    expect(shown(await run('check', 'shop.js', '--contract', file))).toMatchSnapshot();
    expect(shown(await run('check', 'named.js#api', '--contract', file))).toMatchSnapshot();
    const { code, stdout } = await run('check', 'named.js#api', '--contract', file, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { passed: false }]);
  });

  test('--json is the policy', async () => {
    const { stdout } = await run('observe', 'shop.js', '--origin', page, '--route', '/orders', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ routes: [{ path: '/orders', rules: [{ origins: [page] }] }] });
  });

  test.each([
    [['shop.js']],
    [['http://localhost:10', '--origin', page]],
    [['https://api.example', '--origin', page, '--route', '/']],
    [['fetches.js', '--origin', page]],
    [['shop.js', '--origin', page, '--param', 'id']],
    [['shop.js', '--origin', page, '--route', '/health', '--write', 'x.json']],
  ])('misuse, or no evidence: %j', async (words) => {
    const ran = await run('observe', ...words);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(shown(ran)).toMatchSnapshot();
  });
});

describe('check', () => {
  test('a contract of a module, and routes in none', async () => {
    expect(shown(await run('check', 'shop.js', '--contract', 'contract.js'))).toMatchSnapshot();
    const strict = await run('check', 'shop.js', '--contract', 'contract.js', '--uncovered-routes', 'error');
    expect([strict.code, strict.stdout]).toEqual([1, expect.stringContaining('no contract mentions')]);
  });

  test.each([
    [['--contract', 'missing.json']],
    [['--contract', 'package.json']],
    [['--contract', 'app.js#contract']],
    [[]],
  ])('misuse: %j', async (words) => {
    const ran = await run('check', 'shop.js', ...words);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(shown(ran)).toMatchSnapshot();
  });

  test('another machine has to be agreed to', async () => {
    const ran = await run('check', 'https://api.example', '--contract', 'contract.js');
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('add --allow-remote.') });
  });
});

describe('audit', () => {
  test('of a list', async () => {
    expect(shown(await run('audit', 'shop.js', '--trusted', page, '--path', '/orders'))).toMatchSnapshot();
  });

  test('of an app that reflects any origin', async () => {
    const words = ['reflects.js', '--trusted', page, '--cookie', 'sid=1'];
    expect(shown(await run('audit', ...words))).toMatchSnapshot();
    const { code, stdout } = await run('audit', ...words, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { passed: false, trusted: [page] }]);
  });

  test.each([
    [['shop.js']],
    [['shop.js', '--trusted', page, '--path', '/health']],
    [['https://api.example', '--trusted', page]],
    [['shop.js', '--trusted', page, '--fail-on', 'eror']],
  ])('misuse, or no evidence: %j', async (words) => {
    const ran = await run('audit', ...words);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(shown(ran)).toMatchSnapshot();
  });
});

test('what is written by check and audit, report merges', async () => {
  const files = ['check.json', 'audit.json'].map((name) => join(temporary, name));
  const checked = await run('check', 'shop.js', '--contract', 'contract.js', '--json');
  const audited = await run('audit', 'shop.js', '--trusted', page, '--path', '/orders', '--json');
  for (const [index, { stdout }] of [checked, audited].entries()) writeFileSync(files[index] ?? '', stdout);
  const html = join(temporary, 'cors.html');
  const ran = await run('report', ...files, '--html', html);
  expect(shown(ran)).toMatchSnapshot();
  expect(readFileSync(html, 'utf8')).toContain('<title>');
});
