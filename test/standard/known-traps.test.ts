import { describe, expect, test } from '@jest/globals';
import {
  extractDeltaSeconds,
  extractTokens,
  failure,
} from '../../src/standard/extract-header-list-values.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { get } from '../../src/standard/header-list.js';
import { fetchStandard } from '../../src/standard/implementation.js';
import { mainFetch } from '../../src/standard/main-fetch.js';
import { isSameOrigin } from '../../src/standard/origin.js';
import { normalizeMethod } from '../../src/standard/method.js';
import {
  allowOrigin,
  type Answer,
  outcomeOf,
  page,
  type RequestInput,
  requestRecord,
  scriptedFetch,
  sentHeader,
  sentLines,
} from './scripted-fetch.js';

// Mistakes that other implementations of the CORS protocol make. Each is a fact here, and stays one.

const star = allowOrigin('*');
const credentialed: HeaderList = [...allowOrigin(page), ['Access-Control-Allow-Credentials', 'true']];
const methods = (value: string): HeaderList => [['Access-Control-Allow-Methods', value]];
const names = (value: string): HeaderList => [['Access-Control-Allow-Headers', value]];
const answer = (...lists: HeaderList[]): Answer => ({ headers: lists.flat() });
const run = (request: RequestInput, ...answers: Answer[]): string =>
  outcomeOf(scriptedFetch(requestRecord(request), answers).result);
const json: RequestInput = { method: 'POST', headerList: [['Content-Type', 'application/json']] };
const include = { credentialsMode: 'include' } as const;
const methodRefused = 'preflight: MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5)';
const headerRefused = 'preflight: HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.7)';

describe('looking only at the name of Content-Type', () => {
  test('JSON needs a preflight', () => {
    expect(run(json, answer(star))).toBe(headerRefused);
  });
});

describe('comparing a media type as a raw string', () => {
  test.each(['text/plain;charset=utf-8', 'Text/Plain; Charset=UTF-8', 'multipart/form-data; boundary=x'])(
    '%s needs no preflight',
    (value) => {
      const request = requestRecord({ method: 'POST', headerList: [['Content-Type', value]] });
      expect(sentLines(scriptedFetch(request, [answer(star)]).exchanges)).toEqual([
        'POST https://api.example/users',
      ]);
    },
  );
});

describe('not checking Allow-Methods', () => {
  test.each([
    ['a list without the method', methods('GET, POST')],
    ['no list', []],
  ])('%s does not allow DELETE', (_title, list) => {
    expect(run({ method: 'DELETE' }, answer(star, list))).toBe(methodRefused);
  });
});

describe('not checking Allow-Headers', () => {
  test.each([
    ['a list without the name', names('x-a')],
    ['no list', []],
  ])('%s does not allow Content-Type: application/json', (_title, list) => {
    expect(run(json, answer(star, list))).toBe(headerRefused);
  });
});

describe('honouring `*` with credentials, or for Authorization', () => {
  test('Allow-Origin: * refuses credentials', () => {
    expect(run(include, answer(star, [['Access-Control-Allow-Credentials', 'true']]))).toBe(
      'request: WildcardOriginNotAllowed (CORS check 4)',
    );
  });

  test('Allow-Methods: * is a method of that name', () => {
    expect(run({ method: 'PUT', ...include }, answer(credentialed, methods('*')))).toBe(methodRefused);
  });

  test('Allow-Headers: * is a header of that name', () => {
    expect(run({ ...json, ...include }, answer(credentialed, names('*')))).toBe(headerRefused);
  });

  test('Expose-Headers: * is a header of that name', () => {
    const headers: HeaderList = [...credentialed, ['Access-Control-Expose-Headers', '*'], ['X-A', '1']];
    const { result } = scriptedFetch(requestRecord(include), [{ headers }]);
    expect(result).toHaveProperty('response.headers', []);
  });

  test('Allow-Headers: * does not cover Authorization', () => {
    expect(run({ headerList: [['Authorization', 'x']] }, answer(star, names('*')))).toBe(
      'preflight: HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.6)',
    );
  });
});

describe('failing a credentialed response because some header is `*`', () => {
  test('a `*` that is not needed harms nothing', () => {
    const headers = answer(credentialed, methods('*, PUT'), names('*'), [
      ['Access-Control-Expose-Headers', '*'],
    ]);
    expect(run({ method: 'PUT', ...include }, headers, headers)).toBe('cors 200');
  });
});

describe('upper-casing methods on both sides', () => {
  test('`patch` stays `patch`, and PATCH does not allow it', () => {
    expect(run({ method: normalizeMethod('patch') }, answer(star, methods('PATCH')))).toBe(methodRefused);
  });

  test('`put` becomes PUT, and a list that says `put` does not allow it', () => {
    expect(run({ method: normalizeMethod('put') }, answer(star, methods('put')))).toBe(methodRefused);
  });
});

describe('joining the names of a preflight with a comma and a space, as they come', () => {
  test('they are lower-cased, sorted and joined by a comma', () => {
    const headerList: HeaderList = [
      ['X-Requested-With', '1'],
      ['Content-Type', 'application/json'],
      ['authorization', 'x'],
    ];
    const { exchanges } = scriptedFetch(requestRecord({ headerList }), [{}]);
    expect(sentHeader(exchanges[0], 'access-control-request-headers')).toBe(
      'authorization,content-type,x-requested-with',
    );
  });
});

describe('splitting lists at a comma and a space', () => {
  test.each([
    ['GET,PUT', ['GET', 'PUT']],
    ['GET ,\tPUT', ['GET', 'PUT']],
    [',GET,,PUT,', ['GET', 'PUT']],
    ['GET PUT', failure],
    ['GET;PUT', failure],
  ])('%j', (value, extracted) => {
    expect(extractTokens('access-control-allow-methods', methods(value))).toEqual(extracted);
  });
});

describe('reading a max-age of 0, or none, as for ever', () => {
  test.each<[string, HeaderList, number | null | typeof failure]>([
    ['0 is 0', [['Access-Control-Max-Age', '0']], 0],
    ['none is null, for which the Standard sets 5', [], null],
    ['-1 is failure, for which the Standard sets 5', [['Access-Control-Max-Age', '-1']], failure],
  ])('%s', (_title, list, extracted) => {
    expect(extractDeltaSeconds('access-control-max-age', list)).toBe(extracted);
  });
});

/** What is sent for the second of two requests, the first one's preflight being remembered. */
function sentAfter(
  first: RequestInput,
  second: RequestInput,
  seconds: number,
  ...lists: HeaderList[]
): string {
  let now = 0;
  const cache = { entries: [], now: () => now };
  const methodsSent = [first, second].map((input, index) => {
    now = index * seconds;
    const steps = mainFetch(requestRecord(input), fetchStandard, cache);
    const sent: string[] = [];
    for (let step = steps.next(); step.done !== true;) {
      sent.push(step.value.method);
      step = steps.next({ url: step.value.url, status: 200, headerList: [...credentialed, ...lists.flat()] });
    }
    return sent.join(' ');
  });
  return methodsSent.at(-1) ?? '';
}

describe('remembering a preflight for too long', () => {
  const maxAge = (value: string): HeaderList => [['Access-Control-Max-Age', value]];
  const put: RequestInput = { method: 'PUT' };
  test.each<[string, number, HeaderList, string]>([
    ['max-age 0 is nothing', 0, maxAge('0'), 'OPTIONS PUT'],
    ['max-age 600, after 599 s', 599, maxAge('600'), 'PUT'],
    ['max-age 600, after 600 s', 600, maxAge('600'), 'OPTIONS PUT'],
    ['none is 5 s', 4, [], 'PUT'],
    ['none is not for ever', 5, [], 'OPTIONS PUT'],
    ['-1 is no number, so 5 s', 5, maxAge('-1'), 'OPTIONS PUT'],
  ])('%s', (_title, seconds, list, sent) => {
    expect(sentAfter(put, put, seconds, methods('PUT'), list)).toBe(sent);
  });
});

describe('remembering a preflight by its URL alone', () => {
  test.each<[string, RequestInput, RequestInput, string]>([
    ['the same again', { method: 'PUT' }, { method: 'PUT' }, 'PUT'],
    ['another method', { method: 'PUT' }, { method: 'DELETE' }, 'OPTIONS'],
    ['another header', { method: 'PUT' }, { method: 'PUT', headerList: [['x-custom', '1']] }, 'OPTIONS'],
    ['credentials', { method: 'PUT' }, { method: 'PUT', ...include }, 'OPTIONS PUT'],
    ['another path', { method: 'PUT' }, { method: 'PUT', url: 'https://api.example/x' }, 'OPTIONS PUT'],
    ['another page', { method: 'PUT' }, { method: 'PUT', origin: 'https://b.example' }, 'OPTIONS'],
  ])('%s', (_title, first, second, sent) => {
    expect(sentAfter(first, second, 0, methods('PUT'))).toBe(sent);
  });
});

describe('comparing origins by host, or by how they end', () => {
  test.each([
    ['another port', 'http://localhost:3000', 'http://localhost:8080'],
    ['the end of another name', 'https://example.com', 'https://evilexample.com'],
    ['a sub-domain', 'https://example.com', 'https://www.example.com'],
  ])('%s is another origin', (_title, a, b) => {
    expect(isSameOrigin(a, b)).toBe(false);
    expect(run({ origin: a, url: b }, {})).toBe('request: MissingAllowOriginHeader (CORS check 2)');
  });
});

describe('forgetting the limits of safelisted values', () => {
  test.each<[string, HeaderList]>([
    ['Range: bytes=-500', [['Range', 'bytes=-500']]],
    ['129 bytes of Accept', [['Accept', 'a'.repeat(129)]]],
    [
      '1025 bytes in total',
      [...Array.from({ length: 8 }, () => ['Accept', 'a'.repeat(128)] as const), ['Accept', 'a']],
    ],
  ])('%s needs a preflight', (_title, headerList) => {
    expect(run({ headerList }, {})).toBe('preflight: PreflightMissingAllowOriginHeader (CORS check 2)');
  });
});

describe('keeping headers in an object', () => {
  test('two lines of Vary are both there', () => {
    const list: HeaderList = [
      ['Vary', 'Origin'],
      ['Vary', 'Accept-Encoding'],
    ];
    expect(get('vary', list)).toBe('Origin, Accept-Encoding');
  });

  test('two lines of Allow-Origin are not one', () => {
    expect(run({}, answer(star, allowOrigin(page)))).toBe(
      'request: MultipleAllowOriginValues (CORS check 4)',
    );
  });
});

describe('a check that always succeeds', () => {
  test('without any CORS header nothing is readable', () => {
    expect(run({}, {})).toBe('request: MissingAllowOriginHeader (CORS check 2)');
  });
});
