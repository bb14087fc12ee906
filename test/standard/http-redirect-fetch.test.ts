import { describe, expect, test } from '@jest/globals';
import { httpRedirectFetch } from '../../src/standard/http-redirect-fetch.js';
import { location, page, type RequestInput, requestRecord, responseRecord } from './scripted-fetch.js';

const redirect = (
  request: RequestInput,
  target: string,
  status = 302,
  tainting: 'basic' | 'cors' | 'opaque' = 'cors',
): ReturnType<typeof httpRedirectFetch> => {
  const record = requestRecord(request);
  return httpRedirectFetch(record, responseRecord(location(target), status, record.urlList[0]), tainting);
};
const outcome = (result: ReturnType<typeof httpRedirectFetch>): string => {
  if (result === null) return 'no redirect';
  if ('request' in result) return `follow ${String(result.request.urlList.at(-1))}`;
  return `${result.refusal.rule.step} ${String(result.refusal.code)} ${String(result.refusal.failedParameter)}`;
};

describe('https://fetch.spec.whatwg.org/#concept-http-redirect-fetch', () => {
  test('4: without Location the response stands', () => {
    expect(httpRedirectFetch(requestRecord(), responseRecord([], 302), 'cors')).toBeNull();
  });

  test.each<[string, RequestInput, string, 'basic' | 'cors' | 'opaque', string]>([
    ['relative', {}, 'x', 'cors', 'follow https://api.example/x'],
    ['scheme-relative', {}, '//cdn.example/', 'cors', 'follow https://cdn.example/'],
    ['empty: itself', {}, '', 'cors', 'follow https://api.example/users'],
    [
      "the request's fragment goes along",
      { url: 'https://api.example/a#f' },
      '/b',
      'cors',
      'follow https://api.example/b#f',
    ],
    ['5: no URL', {}, 'http://[', 'cors', '5 null null'],
    ['6: data:, of which Chromium says nothing', {}, 'data:,x', 'cors', '6 null null'],
    ['6: mailto:, from home', {}, 'mailto:a@b.example', 'basic', '6 CorsDisabledScheme null'],
    ['6: ws:', {}, 'ws://api.example/', 'cors', '6 CorsDisabledScheme null'],
    ['6: an unknown scheme', { mode: 'no-cors' }, 'foo://bar', 'opaque', '6 null null'],
    ['7: the twentieth', { redirectCount: 19 }, '/x', 'cors', 'follow https://api.example/x'],
    ['7: the twenty-first', { redirectCount: 20 }, '/x', 'cors', '7 null null'],
    ['6 before 7', { redirectCount: 20 }, 'data:,x', 'cors', '6 null null'],
    ['7 before 9', { redirectCount: 20 }, 'https://u:p@cdn.example/', 'cors', '7 null null'],
    [
      '9: user and password, elsewhere',
      {},
      'https://u:p@cdn.example/',
      'cors',
      '9 RedirectContainsCredentials null',
    ],
    ['9: a user alone', {}, 'https://u@cdn.example/', 'cors', '9 RedirectContainsCredentials null'],
    ['9: a password alone', {}, 'https://:p@cdn.example/', 'cors', '9 RedirectContainsCredentials null'],
    [
      '9: also from the page origin',
      { url: page },
      'https://u:p@cdn.example/',
      'basic',
      '9 RedirectContainsCredentials null',
    ],
    ['9: not when both are empty', {}, 'https://:@cdn.example/', 'cors', 'follow https://cdn.example/'],
    [
      '10: back to the page origin',
      {},
      'https://u:p@app.example/',
      'cors',
      '10 RedirectContainsCredentials null',
    ],
    [
      'within the page origin it is allowed',
      { url: page },
      'https://u:p@app.example/',
      'basic',
      'follow https://u:p@app.example/',
    ],
    [
      'in mode no-cors it is allowed',
      { mode: 'no-cors' },
      'https://u:p@cdn.example/',
      'opaque',
      'follow https://u:p@cdn.example/',
    ],
  ])('%s', (_title, request, target, tainting, expected) => {
    expect(outcome(redirect(request, target, 302, tainting))).toBe(expected);
  });

  test.each([
    [301, 'GET', 'GET'],
    [301, 'HEAD', 'HEAD'],
    [301, 'POST', 'GET'],
    [301, 'PUT', 'PUT'],
    [302, 'POST', 'GET'],
    [302, 'DELETE', 'DELETE'],
    [302, 'HEAD', 'HEAD'],
    [303, 'GET', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'CHICKEN', 'GET'],
    [307, 'POST', 'POST'],
    [307, 'PUT', 'PUT'],
    [308, 'POST', 'POST'],
    [308, 'PATCH', 'PATCH'],
  ])('12: %d makes of %s a %s, with or without the body and its headers', (status, method, then) => {
    const bodyHeaders = ['Content-Encoding', 'content-language', 'Content-Location', 'CONTENT-TYPE'];
    const body = new Uint8Array([1]);
    const headerList = [...bodyHeaders.map((name) => [name, 'x'] as const), ['X-Kept', '1'] as const];
    const result = redirect({ method, body, headerList }, '/next', status);
    const kept = method === then;
    expect(result).toHaveProperty('request.method', then);
    expect(result).toHaveProperty('request.body', kept ? body : null);
    expect(result).toHaveProperty('request.headerList', kept ? headerList : [['X-Kept', '1']]);
  });

  test.each([
    ['to another origin', {}, 'https://cdn.example/', []],
    ['to another port', {}, 'https://api.example:8443/', []],
    ['to the page origin, which is another one', {}, `${page}/`, []],
    ['from the page origin', { url: page }, 'https://cdn.example/', []],
    ['in mode no-cors', { mode: 'no-cors' }, 'https://cdn.example/', []],
    ['within one origin', {}, '/next', [['authorization', 'x']]],
  ] as const)('13: Authorization is removed %s: %j %s %j', (_title, request, target, headerList) => {
    const result = redirect({ ...request, headerList: [['authorization', 'x']] }, target);
    expect(result).toHaveProperty('request.headerList', headerList);
  });

  test('8 and 18: it counts, and the URL list grows; the request it was given stays', () => {
    const request = requestRecord({ redirectCount: 3 });
    const result = httpRedirectFetch(request, responseRecord(location('/next'), 307), 'cors');
    expect(result).toHaveProperty('request.redirectCount', 4);
    expect(result).toHaveProperty('request.urlList', [
      'https://api.example/users',
      'https://api.example/next',
    ]);
    expect(request.urlList).toHaveLength(1);
  });
});
