import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCorsContract, type CorsContract, testCorsContract } from '../../src/index.js';
import { contractFromHar } from '../../src/policy/contract-from-har.js';
import { harFrom } from '../../src/policy/har.js';
import { callsIn } from '../../src/policy/har-calls.js';
import { recordingOf, recordings } from '../browsers/har/recordings.js';
import { api as shopApi, createShop, type Fault, invitation } from '../browsers/har/shop.js';
import { api, harOf, page } from '../policy/har-of.js';
import { runCli, shownOf } from './run-cli.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'from-har-'));
  for (const name of recordings) writeFileSync(join(folder, `${name}.har`), recordingOf(name));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const run = (...words: string[]) => runCli(['from-har', ...words], { folder });
const write = (name: string, content: unknown): string => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
};

const recorded = contractFromHar(
  callsIn(harFrom(JSON.parse(recordingOf('firefox')), 'firefox.har')).calls,
).contract;

test('the contract of a recording', () => {
  expect(recorded).toMatchSnapshot();
});

describe.each(recordings)('%s', (name) => {
  test('has the same contract, whether the requests were blocked or not', async () => {
    const { code, stdout } = await run(`${name}.har`, '--json');
    expect({ code, contract: JSON.parse(stdout) as unknown }).toEqual({ code: 0, contract: recorded });
  });

  test('is said in words, and what to look at', async () => {
    expect(shownOf(await run(`${name}.har`))).toMatchSnapshot();
  });

  test('has secrets, and none of them is written', async () => {
    const secrets = [
      'c29tZS1zZXNzaW9u',
      'of-ada-and-secret',
      'of-ada-in-a-query',
      'hunter2-of-ada',
      invitation,
    ];
    const isHeld = (text: string) => secrets.filter((secret) => text.includes(secret));
    expect(isHeld(recordingOf(name)).length).toBeGreaterThan(2);
    const written = [await run(`${name}.har`, '--write', 'written.json'), await run(`${name}.har`, '--json')];
    expect(isHeld(JSON.stringify(written))).toEqual([]);
    expect(isHeld(readFileSync(join(folder, 'written.json'), 'utf8'))).toEqual([]);
  });
});

describe('the app that was recorded', () => {
  test('keeps the contract that --write writes, and check reads', async () => {
    const ran = await run('chromium.har', '--target', shopApi, '--write', 'contract.json');
    expect(ran).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        `wrote contract.json: 11 routes. expect-cors check ${shopApi} --contract contract.json\n`,
      ),
    });
    const shop = `${join(__dirname, '..', 'browsers', 'har', 'shop.ts')}#createShop`;
    const checked = await runCli(['check', shop, '--contract', 'contract.json'], { folder });
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('50 checks pass\n') });
  });

  test.each<[Fault, readonly RegExp[]]>([
    ['order', [/^GET \/api\/me from/]],
    ['methods', [/^DELETE \/api\/orders\/:id from/, /^PUT \/api\/orders\/:id/, /^OPTIONS \/api\/search/]],
    ['exposed', [/^GET \/api\/orders from \S+ may read x-total-count/]],
  ])('with a fault does not: %s', async (fault, failing) => {
    const { passed, cells } = await checkCorsContract(createShop(fault), recorded);
    const names = cells.filter(({ verdict }) => verdict === 'broken').map(({ name }) => name);
    expect(passed).toBe(false);
    expect(names.filter((name) => !failing.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(failing.filter((pattern) => !names.some((name) => pattern.test(name)))).toEqual([]);
  });

  test('without credentials fails all that sends them', async () => {
    const { cells } = await checkCorsContract(createShop('credentials'), recorded);
    const failed = cells.filter(({ verdict }) => verdict === 'broken');
    expect(failed.length).toBeGreaterThan(10);
    expect(failed.filter(({ credentials }) => !credentials)).toEqual([]);
  });
});

testCorsContract(createShop(), recorded, { describe, test });

describe('the API', () => {
  const other = 'https://stats.example';
  const several = harOf(['/users', '/users/1', { url: `${other}/hit` }]);

  test('is asked for where there are several', async () => {
    const ran = await run(write('several.har', several));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(shownOf(ran)).toMatchSnapshot();
  });

  test.each([
    [api, ['/users', '/users/:id'], '1 request to other APIs'],
    [other, ['/hit'], '2 requests to other APIs'],
  ])('is chosen by --target: %s', async (target, paths, left) => {
    const { code, stdout, stderr } = await run(write('several.har', several), '--target', target, '--json');
    const { routes } = JSON.parse(stdout) as CorsContract;
    expect({ code, paths: routes.map(({ path }) => path) }).toEqual({ code: 0, paths });
    expect(stderr).toContain(left);
  });

  test.each([['https://api.exmple'], ['https://nothing.example'], ['api.example'], [`${api}/v1`]])(
    'is in the recording: %s',
    async (target) => {
      const ran = await run(write('several.har', several), '--target', target);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(shownOf(ran)).toMatchSnapshot();
    },
  );
});

describe('a recording that is none', () => {
  test.each<[string, unknown]>([
    ['empty', ''],
    ['not JSON', '{"log": {"entries": [{"cookie": "c29tZS1zZXNzaW9u" "x"}]}}'],
    ['cut off', recordingOf('firefox').slice(0, 5000)],
    ['another JSON', { name: 'package' }],
    ['without entries', harOf([])],
    ['with nothing but a page', harOf([{ url: page }, { url: 'data:,x' }])],
    ['with nothing that can be read', { log: { entries: [null, {}, { request: { url: api } }] } }],
  ])('%s', async (_, content) => {
    const ran = await run(write('bad.har', content));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(shownOf(ran)).toMatchSnapshot();
  });

  test.each([[['missing.har']], [['.']], [[]], [['a.har', 'b.har']], [['chromium.har', '--tagret', api]]])(
    'misuse: %j',
    async (words) => {
      const ran = await run(...words);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(shownOf(ran).replaceAll(folder, '<tmp>')).toMatchSnapshot();
    },
  );
});

test('a status that was all there was, a contract for any page, and no more than ten names', async () => {
  const response = [['Access-Control-Allow-Origin', '*']] as const;
  const blocked = Array.from({ length: 12 }, (_, index) => ({
    url: `${api}/${'abcdefghijkl'.charAt(index)}`,
    status: 0,
    response: [],
  }));
  const [any, missing] = [
    { url: `${api}/any`, response },
    { url: `${api}/missing`, status: 404, response },
  ];
  expect(await run(write('any.har', harOf([any, missing])))).toMatchObject({
    stdout: `${api}, for any page\n  GET  /any\n  GET  /missing  status 404\n`,
  });
  const { stderr } = await run(write('many.har', harOf(blocked)));
  expect(stderr).toContain('GET /i, GET /j and 2 more\n');
});

test('a byte order mark, and escapes in what is shown', async () => {
  const har = harOf([
    {
      url: `${api}/a\x1b[2J`,
      headers: [
        ['Origin', 'app\x1b]0;x\x07://y'],
        ['Sec-Fetch-Mode', 'cors'],
      ],
    },
    {
      url: `${api}/b`,
      headers: [
        ['Origin', page],
        ['Sec-Fetch-Mode', 'cors'],
        ['x-a', '1\r\n\x1b[2J'],
      ],
    },
  ]);
  const { code, stdout, stderr } = await run(write('bom.har', `\uFEFF${JSON.stringify(har)}`));
  expect(code).toBe(0);
  expect(stdout).toContain('/b');
  expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
});
