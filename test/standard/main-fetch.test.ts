import { describe, expect, test } from '@jest/globals';
import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard } from '../../src/standard/implementation.js';
import { needsPreflight } from '../../src/standard/needs-preflight.js';
import {
  allowOrigin,
  type Answer,
  location,
  outcomeOf,
  page,
  type RequestInput,
  requestRecord,
  scriptedFetch,
  sentHeader,
  sentLines,
} from './scripted-fetch.js';

const readable: Answer = { headers: allowOrigin('*') };
const preflightOk: Answer = {
  status: 204,
  headers: [
    ...allowOrigin('*'),
    ['Access-Control-Allow-Methods', '*'],
    ['Access-Control-Allow-Headers', '*'],
  ],
};
const to = (url: string, status = 307, headers: HeaderList = allowOrigin('*')): Answer => ({
  status,
  headers: [...location(url), ...headers],
});
const run = (request: RequestInput, ...answers: Answer[]): [string, string[]] => {
  const { result, exchanges } = scriptedFetch(requestRecord(request), answers);
  return [outcomeOf(result), sentLines(exchanges)];
};

describe('https://fetch.spec.whatwg.org/#concept-main-fetch step 12', () => {
  const home = 'https://app.example/';
  const away = 'https://api.example/';
  test.each<[string, RequestInput, Answer[], string]>([
    ['same origin, mode cors', { url: home }, [{}], 'basic 200'],
    ['same origin, mode same-origin', { url: home, mode: 'same-origin' }, [{}], 'basic 200'],
    ['same origin, mode no-cors', { url: home, mode: 'no-cors' }, [{}], 'basic 200'],
    ['other origin, mode cors', { url: away }, [readable], 'cors 200'],
    [
      'other origin, mode same-origin',
      { url: away, mode: 'same-origin' },
      [],
      'guard: DisallowedByMode (main fetch 12)',
    ],
    ['other origin, mode no-cors', { url: away, mode: 'no-cors' }, [{ status: 404 }], 'opaque 0'],
    [
      'no-cors, redirect error',
      { url: away, mode: 'no-cors', redirectMode: 'error' },
      [],
      'guard: NoCorsRedirectModeNotFollow (main fetch 12)',
    ],
    [
      'no-cors, redirect manual',
      { url: away, mode: 'no-cors', redirectMode: 'manual' },
      [],
      'guard: NoCorsRedirectModeNotFollow (main fetch 12)',
    ],
    [
      'no-cors at home, redirect manual',
      { url: home, mode: 'no-cors', redirectMode: 'manual' },
      [{ status: 302 }],
      'opaqueredirect 0',
    ],
    [
      'an opaque origin is at home nowhere',
      { url: home, origin: 'null' },
      [{}],
      'request: MissingAllowOriginHeader (CORS check 2)',
    ],
    ['an error status is readable', { url: away }, [{ ...readable, status: 500 }], 'cors 500'],
    [
      'same-origin, redirected away',
      { url: home, mode: 'same-origin' },
      [to(away)],
      'redirect: network error (main fetch 12)',
    ],
    ['no-cors, redirected away', { url: home, mode: 'no-cors' }, [to(away), {}], 'opaque 0'],
    ['no-cors, redirected home: still opaque', { url: away, mode: 'no-cors' }, [to(home), {}], 'opaque 0'],
    ['cors, redirected home: still cors', { url: away }, [to(home), readable], 'cors 200'],
    [
      'cors, redirected home without CORS headers',
      { url: away },
      [to(home), {}],
      'request: MissingAllowOriginHeader (CORS check 2)',
    ],
  ])('%s', (_title, request, answers, outcome) => {
    expect(run(request, ...answers)[0]).toBe(outcome);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-http-fetch', () => {
  test.each<[string, RequestInput, boolean]>([
    ['GET', {}, false],
    [
      'POST with a safelisted Content-Type',
      { method: 'POST', headerList: [['Content-Type', 'text/plain;charset=UTF-8']] },
      false,
    ],
    ['POST with JSON', { method: 'POST', headerList: [['Content-Type', 'application/json']] }, true],
    ['PUT, every header safelisted', { method: 'PUT' }, true],
    ['an Authorization header', { headerList: [['Authorization', 'x']] }, true],
    ['an upload listener', { method: 'POST', useCorsPreflightFlag: true }, true],
    [
      'more than 1024 bytes of safelisted values',
      { headerList: Array.from({ length: 9 }, () => ['Accept', 'a'.repeat(128)] as const) },
      true,
    ],
  ])('4.1: %s needs a preflight: %s', (_title, request, needed) => {
    expect(needsPreflight(requestRecord(request))).toBe(needed);
  });

  test('4.1: the preflight goes first, without credentials or body, and the request follows', () => {
    const request = requestRecord({ method: 'PUT', body: new Uint8Array([1]), credentialsMode: 'include' });
    const headers: HeaderList = [
      ...allowOrigin(page),
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'PUT'],
    ];
    const { result, exchanges } = scriptedFetch(request, [{ headers }, { headers }]);
    expect(outcomeOf(result)).toBe('cors 200');
    expect(
      exchanges.map(({ kind, includeCredentials, body }) => [kind, includeCredentials, body?.length]),
    ).toEqual([
      ['preflight', false, undefined],
      ['request', true, 1],
    ]);
  });

  test('4.1: after a failing preflight nothing is sent', () => {
    expect(run({ method: 'PUT' }, { status: 405 })).toEqual([
      'preflight: PreflightMissingAllowOriginHeader (CORS check 2)',
      ['OPTIONS https://api.example/users'],
    ]);
  });

  test('4.1: at home and in mode no-cors there is no preflight', () => {
    expect(run({ url: page, method: 'PUT' }, {})[1]).toEqual(['PUT https://app.example/']);
    expect(run({ mode: 'no-cors', headerList: [['Content-Type', 'a/b']] }, {})[1]).toHaveLength(1);
  });

  test('4.4: a redirect without CORS headers is refused before it is followed', () => {
    expect(run({}, to('https://cdn.example/', 302, []))).toEqual([
      'redirect: MissingAllowOriginHeader (CORS check 2)',
      ['GET https://api.example/users'],
    ]);
  });

  test.each([
    ['error', 'redirect: network error (HTTP fetch 6.3)'],
    ['manual', 'opaqueredirect 0'],
  ] as const)('6.3: redirect mode "%s": %s, with or without Location', (redirectMode, outcome) => {
    expect(run({ redirectMode }, to('/x'))[0]).toBe(outcome);
    expect(run({ redirectMode }, { ...readable, status: 301 })[0]).toBe(outcome);
  });

  test.each(['error', 'manual'] as const)(
    '6.3: 300 and 304 are no redirects for redirect mode "%s"',
    (redirectMode) => {
      expect(run({ redirectMode }, { ...readable, status: 304 })[0]).toBe('cors 304');
      expect(run({ redirectMode }, { ...to('/x'), status: 300 })[0]).toBe('cors 300');
    },
  );

  test('4.4 before 6.3: the CORS check comes before the redirect mode', () => {
    expect(run({ redirectMode: 'manual' }, to('/x', 302, []))[0]).toBe(
      'redirect: MissingAllowOriginHeader (CORS check 2)',
    );
  });
});

describe('https://fetch.spec.whatwg.org/#concept-http-redirect-fetch, recursively', () => {
  test('a preflight per hop, asked at the new URL with the origin that is left', () => {
    const { result, exchanges } = scriptedFetch(requestRecord({ method: 'PUT' }), [
      preflightOk,
      to('https://cdn.example/a'),
      preflightOk,
      readable,
    ]);
    expect(outcomeOf(result)).toBe('cors 200');
    expect(
      exchanges.map((exchange) => [exchange.method, exchange.url, sentHeader(exchange, 'origin')]),
    ).toEqual([
      ['OPTIONS', 'https://api.example/users', page],
      ['PUT', 'https://api.example/users', page],
      ['OPTIONS', 'https://cdn.example/a', 'null'],
      ['PUT', 'https://cdn.example/a', 'null'],
    ]);
  });

  test('a POST that became GET by 303 needs no second preflight', () => {
    const json: RequestInput = { method: 'POST', headerList: [['Content-Type', 'application/json']] };
    expect(run(json, preflightOk, to('/done', 303), readable)).toEqual([
      'cors 200',
      ['OPTIONS https://api.example/users', 'POST https://api.example/users', 'GET https://api.example/done'],
    ]);
  });

  test('the second preflight may fail where the first did not', () => {
    expect(run({ method: 'PUT' }, preflightOk, to('/next'), { headers: allowOrigin('*') })[0]).toBe(
      'preflight: MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5)',
    );
  });

  test('twenty redirects are followed, the twenty-first is not', () => {
    const hops = Array.from({ length: 20 }, (_, hop) => to(`/${String(hop)}`));
    expect(run({}, ...hops, readable)[0]).toBe('cors 200');
    const [outcome, sent] = run({}, ...hops, to('/21'));
    expect([outcome, sent.length]).toEqual(['redirect: network error (HTTP-redirect fetch 7)', 21]);
  });

  test('302 without Location is the response itself', () => {
    expect(run({}, { ...readable, status: 302 })[0]).toBe('cors 302');
  });

  test('credentials stop going along once a redirect has left the page origin', () => {
    const { exchanges } = scriptedFetch(requestRecord({ url: page }), [to('https://api.example/'), readable]);
    expect(exchanges.map(({ includeCredentials }) => includeCredentials)).toEqual([true, false]);
  });
});

describe('https://fetch.spec.whatwg.org/#append-a-request-origin-header', () => {
  test.each<[string, RequestInput, string | undefined]>([
    ['cors GET', {}, page],
    ['cors HEAD', { method: 'HEAD' }, page],
    ['cors from an opaque origin', { origin: 'null' }, 'null'],
    ['GET at home', { url: page }, undefined],
    ['HEAD at home', { url: page, method: 'HEAD' }, undefined],
    ['POST at home', { url: page, method: 'POST' }, page],
    ['DELETE at home, mode same-origin', { url: page, method: 'DELETE', mode: 'same-origin' }, page],
    ['no-cors GET', { mode: 'no-cors' }, undefined],
    ['no-cors POST', { mode: 'no-cors', method: 'POST' }, page],
  ])('%s', (_title, request, origin) => {
    const { exchanges } = scriptedFetch(requestRecord(request), [readable]);
    expect(sentHeader(exchanges[0], 'origin')).toBe(origin);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch', () => {
  test.each<[string, RequestInput, boolean]>([
    ['include, elsewhere', { credentialsMode: 'include' }, true],
    ['same-origin, elsewhere', {}, false],
    ['same-origin, at home', { url: page }, true],
    ['omit, at home', { url: page, credentialsMode: 'omit' }, false],
  ])('8.3: credentials mode %s', (_title, request, includeCredentials) => {
    const headers: HeaderList = [...allowOrigin(page), ['Access-Control-Allow-Credentials', 'true']];
    expect(scriptedFetch(requestRecord(request), [{ headers }]).exchanges[0]).toHaveProperty(
      'includeCredentials',
      includeCredentials,
    );
  });

  test('Accept is added where the page set none', () => {
    const own = requestRecord({ headerList: [['accept', 'text/html']] });
    const accepts = [requestRecord(), own].map((request) =>
      sentHeader(scriptedFetch(request, [readable]).exchanges[0], 'accept'),
    );
    expect(accepts).toEqual(['*/*', 'text/html']);
  });

  test('8.19: a Range asks for no content coding', () => {
    const ranged = requestRecord({ headerList: [['range', 'bytes=0-']] });
    const codings = [requestRecord(), ranged].map((request) =>
      sentHeader(scriptedFetch(request, [readable]).exchanges[0], 'accept-encoding'),
    );
    expect(codings).toEqual(['gzip, deflate, br, zstd', 'identity']);
  });
});

test.each([
  [false, 0],
  [true, 1],
])('mode no-cors, a body of an unsafe type is kept: %s', (keepsNoCorsContentType, lines) => {
  const request: RequestInput = {
    mode: 'no-cors',
    method: 'POST',
    headerList: [['Content-Type', 'application/json']],
    body: new Uint8Array(2),
  };
  const { exchanges } = scriptedFetch(requestRecord(request), [{}], {
    ...fetchStandard,
    keepsNoCorsContentType,
  });
  expect(exchanges[0]?.headerList.filter(([name]) => name === 'Content-Type')).toHaveLength(lines);
});
