import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../../src/browser/implementations.js';
import type { Exchange } from '../../../src/browser/transcript.js';
import { consoleMessage } from '../../../src/browser/console/console-message.js';
import {
  allowOrigin,
  type Answer,
  api,
  location,
  page,
  type RequestInput,
  requestRecord,
  scriptedFetch,
} from '../../standard/scripted-fetch.js';

/** What Firefox prints when the answers are these, a message a line, without what is the same in all of them. */
function printed(request: RequestInput, answers: readonly Answer[]): string[] {
  const { result, exchanges } = scriptedFetch(requestRecord(request), answers, implementations.firefox);
  const seen = exchanges.map(({ kind, method, url, headerList }, index): Exchange => {
    const { status = 200, headers = [] } = answers[index] ?? {};
    return { kind, method, url, requestHeaders: headerList, status, responseHeaders: headers, browsers: [] };
  });
  const message = consoleMessage('firefox', result, { exchanges: seen });
  return (message?.split('\n') ?? []).map((line) =>
    line
      .replace(/^Cross-Origin Request Blocked: .*? remote resource at /, '')
      .replace(/^Cross-Origin Request Warning: .*? remote resource at (\S+) .*/, 'warning: $1')
      .replace('. (Reason:', ':'),
  );
}

const put: RequestInput = { method: 'PUT' };
const any = allowOrigin('*');
const mine = allowOrigin(page);
const ok: Answer = {
  headers: [...any, ['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Allow-Headers', '*']],
};
const failed = 'CORS request did not succeed). Status code: (null).';
const missing = (status: number): string =>
  `CORS header ‘Access-Control-Allow-Origin’ missing). Status code: ${String(status)}.`;
const status307 = 'CORS preflight response did not succeed). Status code: 307.';
const external = 'CORS request external redirect not allowed).';
const mismatch = (value: string): string =>
  `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’).`;

describe('a message of each object that finds the exchange failed', () => {
  test.each<[string, RequestInput, Answer[], string[]]>([
    ['the answer alone', {}, [{ status: 404 }], [missing(404)]],
    ['a preflight, and the request it was for', put, [{}], [missing(200), failed]],
    ['a redirect that is cancelled', {}, [{ status: 302, headers: location('/x') }], [missing(302), failed]],
    [
      'a redirect that is not followed',
      { redirectMode: 'manual' },
      [{ status: 302, headers: location('/x') }],
      [missing(302)],
    ],
    ['a redirect status without Location', {}, [{ status: 302 }], [missing(302)]],
    [
      'a preflight that redirects and fails its check',
      put,
      [{ status: 307, headers: location('/x') }],
      [missing(307), failed, failed],
    ],
    [
      'a preflight that redirects within its origin',
      put,
      [{ status: 307, headers: [...mine, ...location('/x')] }],
      [external, status307, failed],
    ],
    [
      'a preflight that redirects to another origin is checked once more, with null',
      put,
      [{ status: 307, headers: [...mine, ...location('https://cdn.example/')] }],
      [external, mismatch(page), failed],
    ],
    [
      'the wildcard suits null as well',
      put,
      [{ status: 307, headers: [...any, ...location('https://cdn.example/')] }],
      [external, status307, failed],
    ],
    [
      'a preflight whose redirect is not followed',
      { ...put, redirectMode: 'error' },
      [{ status: 307, headers: [...mine, ...location('/x')] }],
      [status307, failed],
    ],
    [
      'user info in a redirect',
      {},
      [{ status: 302, headers: [...any, ...location('https://a:b@cdn.example/')] }],
      [failed],
    ],
    [
      'a redirect to no web address',
      {},
      [{ status: 302, headers: [...any, ...location('data:,x')] }],
      [failed],
    ],
  ])('%s', (_title, request, answers, messages) => {
    expect(printed(request, answers)).toEqual(messages.map((message) => `${api}: ${message}`));
  });

  test.each<[string, RequestInput, Answer[]]>([
    ['fetch() itself refuses', { mode: 'same-origin' }, []],
    [
      'a redirect from home to no web address',
      { url: page },
      [{ status: 302, headers: location('data:,x') }],
    ],
    ['a redirect that may not be followed', { redirectMode: 'error' }, [{ status: 302, headers: any }]],
    ['all is well', {}, [{ headers: any }]],
  ])('none: %s', (_title, request, answers) => {
    expect(printed(request, answers)).toEqual([]);
  });

  test('an empty fragment is not printed', () => {
    expect(printed({ url: `${api}#` }, [{}])).toEqual([`${api}: ${missing(200)}`]);
    expect(printed({ url: `${api}#a` }, [{}])).toEqual([`${api}#a: ${missing(200)}`]);
  });

  test('the URL is in quotes where the wildcard meets credentials', () => {
    expect(printed({ credentialsMode: 'include' }, [{ headers: any }])).toEqual([
      `‘${api}’: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).`,
    ]);
  });
});

describe('values are printed as UTF-8', () => {
  test.each([
    ['https://m\xc3\xbcnchen.example', 'https://münchen.example'],
    ['https://m\xfcnchen.example', 'https://m\ufffdnchen.example'],
    ['\xa0null', '\ufffdnull'],
  ])('%j: %j', (value, shown) => {
    expect(printed({}, [{ headers: allowOrigin(value) }])).toEqual([`${api}: ${mismatch(shown)}`]);
  });

  test('a token that is none, too', () => {
    const headers = [...any, ['Access-Control-Allow-Methods', 'GET, P\xdcT'] as const];
    expect(printed(put, [{ headers }])[0]).toBe(
      `${api}: invalid token ‘P\ufffdT’ in CORS header ‘Access-Control-Allow-Methods’).`,
    );
  });
});

describe('a warning for Authorization that the wildcard alone lets through', () => {
  const authorized: RequestInput = { headerList: [['authorization', 'x']] };
  const warning = `warning: ${api}`;

  test('although the request is allowed', () => {
    expect(printed(authorized, [ok, { headers: any }])).toEqual([warning]);
  });

  test('for each line of it', () => {
    const headerList = [...(authorized.headerList ?? []), ['Authorization', 'y'] as const];
    expect(printed({ headerList }, [ok, { headers: any }])).toEqual([warning, warning]);
  });

  test('in front of what fails later', () => {
    expect(printed(authorized, [ok, {}])).toEqual([warning, `${api}: ${missing(200)}`]);
  });

  test('none where it is listed, where it is not asked for, and for a preflight that fails', () => {
    const listed: Answer = { headers: [...any, ['Access-Control-Allow-Headers', '*, Authorization']] };
    expect(printed(authorized, [listed, { headers: any }])).toEqual([]);
    expect(printed({ headerList: [['x-a', 'x']] }, [ok, { headers: any }])).toEqual([]);
    expect(printed({ ...authorized, method: 'FOO' }, [ok])).toEqual([
      `${api}: Did not find method in CORS header ‘Access-Control-Allow-Methods’).`,
      `${api}: ${failed}`,
    ]);
  });

  test('word for word', () => {
    const { result } = scriptedFetch(
      requestRecord(authorized),
      [ok, { headers: any }],
      implementations.firefox,
    );
    const exchange: Exchange = {
      kind: 'preflight',
      method: 'OPTIONS',
      url: api,
      requestHeaders: [['Access-Control-Request-Headers', 'authorization']],
      status: 200,
      responseHeaders: [['Access-Control-Allow-Headers', '*']],
      browsers: ['firefox'],
    };
    expect(consoleMessage('firefox', result, { exchanges: [exchange] })).toBe(
      `Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at ${api} soon. (Reason: When the \`Access-Control-Allow-Headers\` is \`*\`, the \`Authorization\` header is not covered. To include the \`Authorization\` header, it must be explicitly listed in CORS header \`Access-Control-Allow-Headers\`).`,
    );
  });
});
