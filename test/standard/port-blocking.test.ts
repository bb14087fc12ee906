import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import { fetchStandard } from '../../src/standard/implementation.js';
import { preflightAlone } from '../../src/standard/main-fetch.js';
import { badPortRefusal } from '../../src/standard/port-blocking.js';
import { requestRecord, scriptedFetch } from './scripted-fetch.js';

const rule = { algorithm: 'port blocking', step: '2', url: 'https://fetch.spec.whatwg.org/#block-bad-port' };

describe('https://fetch.spec.whatwg.org/#block-bad-port', () => {
  test.each([
    ['http://api.example:6667/', '6667'],
    ['http://api.example:06667/', '6667'],
    ['http://api.example:6666/', '6666'],
    ['http://api.example:6670/', null],
    ['http://api.example:6000/', '6000'],
    ['http://api.example:6001/', null],
    ['https://api.example:5060/', '5060'],
    ['https://api.example:5062/', null],
    ['http://127.0.0.1:0/', '0'],
    ['http://localhost:10080/', '10080'],
    ['http://[::1]:21/', '21'],
    ['http://api.example/', null],
    ['http://api.example:80/', null],
    ['http://api.example:443/', null],
    ['https://api.example:3000/', null],
  ])('%s: %s', (url, port) => {
    const refusal = port === null ? null : { code: null, rule, failedParameter: port };
    expect(badPortRefusal(requestRecord({ url }))).toEqual(refusal);
  });
});

const blocked = requestRecord({ url: 'https://api.example:6667/' });

test('nothing is sent, preflight or not', () => {
  for (const method of ['GET', 'PUT']) {
    const { result, exchanges } = scriptedFetch({ ...blocked, method }, []);
    expect(exchanges).toEqual([]);
    expect(result).toMatchObject({ phase: 'guard', refusal: { code: null, rule }, response: null });
  }
  expect(preflightAlone(blocked, fetchStandard).next()).toMatchObject({
    done: true,
    value: { phase: 'guard', refusal: { rule } },
  });
});

test('nothing is sent where a redirect leads', () => {
  const headers = [
    ['Access-Control-Allow-Origin', '*'],
    ['Location', 'https://api.example:6667/'],
  ] as const;
  const { result, exchanges } = scriptedFetch(requestRecord(), [{ status: 302, headers }]);
  expect(exchanges).toHaveLength(1);
  expect(result).toMatchObject({ phase: 'redirect', refusal: { code: null, rule } });
});

describe('in a mode that does not allow the URL either', () => {
  const own = 'https://app.example/users';
  const away = { status: 302, headers: [['Location', 'https://api.example:6667/']] } as const;

  test.each([
    ['fetch-standard', 'port blocking', 'port blocking'],
    ['chromium', 'main fetch', 'port blocking'],
    ['firefox', 'port blocking', 'port blocking'],
    ['webkit', 'main fetch', 'main fetch'],
  ] as const)('%s names %s, and %s behind a redirect', (browser, atFirst, redirected) => {
    const implementation = implementations[browser];
    const algorithmFor = (url: string, ...answers: (typeof away)[]): unknown => {
      const { result } = scriptedFetch(requestRecord({ url, mode: 'same-origin' }), answers, implementation);
      return 'refusal' in result ? result.refusal.rule.algorithm : null;
    };
    expect(algorithmFor('https://api.example:6667/')).toBe(atFirst);
    expect(algorithmFor(own, away)).toBe(redirected);
  });
});
