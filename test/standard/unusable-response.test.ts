import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { unusableResponse } from '../../src/standard/unusable-response.js';
import {
  allowOrigin,
  location,
  outcomeOf,
  requestRecord,
  responseRecord,
  scriptedFetch,
} from './scripted-fetch.js';

const dispositions = (...values: string[]): HeaderList =>
  values.map((value) => ['Content-Disposition', value] as const);

/** Who refuses a response, and why. */
function refusers(headers: HeaderList, status = 200): Record<string, string> {
  const refusals = Object.entries(implementations).map(([browser, implementation]) => {
    const refusal = unusableResponse(responseRecord(headers, status), implementation);
    expect(refusal?.code ?? null).toBeNull();
    return [browser, refusal === null ? null : `${refusal.rule.algorithm} ${refusal.failedParameter ?? ''}`];
  });
  return Object.fromEntries(refusals.filter(([, refusal]) => refusal !== null)) as Record<string, string>;
}

const [chromium, firefox] = ['chromium', 'firefox'];
const naming = (name: string, browsers: readonly string[]): Record<string, string> =>
  Object.fromEntries(browsers.map((browser) => [browser, `HTTP-network fetch ${name}`]));

describe('Content-Disposition', () => {
  test.each<[string, string[], string[]]>([
    ['two values', ['inline', 'attachment'], [chromium, firefox]],
    ['the same twice', ['attachment', 'attachment'], []],
    ['the same but for blanks around it', ['attachment ', '\tattachment'], []],
    ['the same but for case', ['attachment', 'Attachment'], [chromium, firefox]],
    ['the same but for a blank inside', ['attachment; a=b', 'attachment;a=b'], [chromium, firefox]],
    ['one of them empty', ['attachment', ''], [chromium, firefox]],
    ['the third differs', ['attachment', 'attachment', 'inline'], [chromium, firefox]],
    ['a list', ['attachment, inline'], [chromium]],
    ['a list of one value', ['attachment, attachment'], []],
    ['a comma at the end', ['attachment,'], [chromium]],
    ['a comma at the beginning', [',attachment'], [chromium]],
    ['a comma in a name', ['attachment; filename=a,b.txt'], [chromium]],
    ['a comma in a quoted name', ['attachment; filename="a,b.txt"'], []],
    ['a comma behind an escaped quote', ['attachment; filename="a\\",b.txt"'], []],
    ['a comma in single quotes', ["attachment; filename='a,b.txt'"], [chromium]],
    ['a comma behind an open quote', ['attachment; filename="a,b.txt'], []],
    ['a comma behind a closed quote', ['attachment; filename="a", b'], [chromium]],
    ['nothing', [''], []],
  ])('%s', (_title, values, browsers) => {
    expect(refusers(dispositions(...values))).toEqual(naming('content-disposition', browsers));
  });

  test('takes no longer for a long value than for reading it', () => {
    const started = performance.now();
    refusers(dispositions(`attachment; filename="${'\\",'.repeat(70_000)}`, 'a,'.repeat(100_000)));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('Location', () => {
  test.each([200, 302])('two lines that differ, with status %d', (status) => {
    const lines = [...location('/a'), ...location('/b')];
    expect(refusers(lines, status)).toEqual(naming('location', [chromium, firefox]));
    expect(refusers([...location('/a'), ...location('/a')], status)).toEqual({});
    expect(refusers(location('/a, /b'), status)).toEqual({});
  });

  test.each([
    ['http://[', 302, { chromium: 'HTTP-redirect fetch ' }],
    ['http://[', 200, {}],
    ['', 302, {}],
    ['/a', 302, {}],
    ['data:,x', 302, {}],
  ])('%j with status %d', (value, status, expected) => {
    expect(refusers(location(value), status)).toEqual(expected);
  });
});

test.each([
  [407, { chromium: 'HTTP-network-or-cache fetch 407' }],
  [401, {}],
  [408, {}],
  [205, {}],
])('status %d', (status, expected) => {
  expect(refusers([], status)).toEqual(expected);
});

describe('in the course of a fetch', () => {
  const { chromium: implementation } = implementations;
  const open = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', 'PUT'],
  ] as const;
  const outcome = (request: object, ...answers: { status?: number; headers?: HeaderList }[]): string =>
    outcomeOf(scriptedFetch(requestRecord(request), answers, implementation).result);

  test('it comes before the CORS check', () => {
    expect(outcome({}, { status: 407 })).toMatch(/^request: network error .HTTP-network-or-cache fetch 16/);
  });

  test('it applies to a preflight', () => {
    expect(outcome({ method: 'PUT' }, { status: 407, headers: open })).toMatch(/^preflight: network error/);
  });

  test('it applies behind a redirect, and to the redirect', () => {
    const redirect = { status: 302, headers: [...open, ...location('https://cdn.example/')] };
    expect(outcome({}, redirect, { status: 407, headers: open })).toMatch(/^request: network error/);
    const twice = { status: 302, headers: [...redirect.headers, ...location('/')] };
    expect(outcome({}, twice)).toMatch(/^redirect: network error .HTTP-network fetch 8\.5/);
  });

  test('it applies without CORS', () => {
    expect(outcome({ mode: 'no-cors' }, { headers: dispositions('a', 'b') })).toMatch(/^request: network/);
    expect(outcome({ url: 'https://app.example/' }, { status: 407 })).toMatch(/^request: network error/);
  });
});

describe('a redirect status', () => {
  const open = allowOrigin('*');
  const outcomes = (redirectMode: 'follow' | 'error' | 'manual', headers: HeaderList): string[] =>
    Object.values(implementations).map((implementation) => {
      const first = { status: 302, headers: [...open, ...headers] };
      const { result } = scriptedFetch(requestRecord({ redirectMode }), [first], implementation);
      return outcomeOf(result);
    });
  const blocked = 'redirect: network error (HTTP fetch 6.3)';
  const manual = 'opaqueredirect 0';

  test('with redirect mode "error" and no Location, or a blank one', () => {
    const expected = ['cors 302', blocked, 'cors 302', blocked];
    for (const headers of [[], location('')]) expect(outcomes('error', headers)).toEqual(expected);
    expect(outcomes('error', location('/a'))).toEqual([blocked, blocked, blocked, blocked]);
  });

  test('with redirect mode "manual"', () => {
    for (const headers of [[], location(''), location('/a')]) {
      expect(outcomes('manual', headers)).toEqual([manual, manual, manual, manual]);
    }
    const invalid = 'redirect: network error (HTTP-redirect fetch 5)';
    expect(outcomes('manual', location('http://['))).toEqual([invalid, manual, manual, manual]);
  });

  test('with redirect mode "follow" and no Location', () => {
    expect(outcomes('follow', [])).toEqual(['cors 302', 'cors 302', 'cors 302', 'cors 302']);
  });
});
