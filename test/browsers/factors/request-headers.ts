import type { HeaderLine } from '../scenario.js';
import {
  allowCredentials,
  allowOrigin,
  answer,
  combine,
  vary,
  type Factor,
  type Variation,
} from './variation.js';

const fill = (length: number): string => 'a'.repeat(length);

export const unsafeHeaders: HeaderLine[] = [
  ['X-Custom', 'value'],
  ['x-custom', ''],
  ['X-CUSTOM', ' padded '],
  ['authorization', 'Bearer token'],
  ['Authorization', 'Basic dXNlcjpwYXNz'],
  ['content-type', 'application/json'],
  ['if-none-match', '"etag"'],
  ['if-modified-since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['cache-control', 'no-cache'],
  ['pragma', 'no-cache'],
  ['x-requested-with', 'XMLHttpRequest'],
  ['last-event-id', '12'],
  ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
  ['accept-charset-x', 'utf-8'],
  ['purpose', 'prefetch'],
  ['x-http-method', 'PUT'],
  ['origin-x', 'value'],
  ["!#$%&'*+-.^_`|~", 'token'],
  ['a', fill(4000)],
];

export const safelistedHeaders: HeaderLine[] = [
  ['accept', '*/*'],
  ['Accept', 'application/json'],
  ['accept', 'text/html;q=0.9, */*;q=0.1'],
  ['accept', ''],
  ['accept', fill(127)],
  ['accept', fill(128)],
  ['accept', fill(129)],
  ['accept-language', 'en'],
  ['accept-language', 'de-DE, en;q=0.5'],
  ['accept-language', '*'],
  ['accept-language', 'en_US'],
  ['accept-language', 'en@POSIX'],
  ['accept-language', fill(128)],
  ['accept-language', fill(129)],
  ['content-language', 'en'],
  ['content-language', 'en, de'],
  ['content-language', 'en_US'],
  ['content-language', fill(128)],
  ['content-language', fill(129)],
];

export const clientHints: HeaderLine[] = [
  ...combine(
    ['dpr', 'device-memory', 'downlink', 'viewport-width', 'width', 'rtt'],
    ['1', '1.5', '', 'x', '-1'],
  ),
  ...combine(['save-data'], ['on', 'off', 'On', '']),
  ...combine(['ect'], ['4g', '3g', '2g', 'slow-2g', '5g']),
  ['sec-ch-ua', '"x"'],
  ['sec-ch-ua-mobile', '?1'],
  ['sec-ch-dpr', '1'],
];

/** Values of User-Agent are safe: what a browser does with the name is the question. */
const others: HeaderLine[] = [
  ['user-agent', 'mine/1.0'],
  ['User-Agent', ''],
  ['accept-encoding', 'gzip'],
  ['accept-charset', 'utf-8'],
  ['access-control-request-headers', 'x'],
  ['access-control-request-method', 'PUT'],
  ['access-control-request-private-network', 'true'],
  ['connection', 'close'],
  ['content-length', '3'],
  ['cookie', 'a=1'],
  ['Cookie2', 'a=1'],
  ['date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['dnt', '1'],
  ['expect', '100-continue'],
  ['host', 'elsewhere.example'],
  ['keep-alive', 'timeout=5'],
  ['origin', 'http://elsewhere.example'],
  ['referer', 'http://elsewhere.example/'],
  ['set-cookie', 'a=1'],
  ['te', 'trailers'],
  ['trailer', 'x-custom'],
  ['transfer-encoding', 'chunked'],
  ['upgrade', 'websocket'],
  ['via', '1.1 proxy'],
  ['proxy-authorization', 'Basic x'],
  ['proxy-', 'x'],
  ['sec-fetch-site', 'none'],
  ['Sec-Custom', 'x'],
  ['sec-', 'x'],
  ['security', 'x'],
  ['proxy', 'x'],
  ...combine(
    ['x-http-method-override', 'x-http-method', 'X-Method-Override'],
    ['TRACE', 'track', 'PUT', 'a, CONNECT'],
  ),
  ['permissions-policy', 'x'],
  ['bad name', 'x'],
  ['', 'x'],
  ['x-bad', 'a\u0000b'],
  ['x-bad', 'a\nb'],
  ['x-wide', '\u20ac'],
];

/** Lists of several headers: repeated names, and sums of sizes at the limits. */
const lists: HeaderLine[][] = [
  [
    ['x-custom', 'a'],
    ['x-custom', 'b'],
  ],
  [
    ['x-custom', 'a'],
    ['X-Custom', 'b'],
  ],
  [
    ['x-b', '1'],
    ['x-a', '2'],
    ['X-C', '3'],
  ],
  [
    ['accept', 'text/plain'],
    ['accept', 'text/html'],
  ],
  [
    ['content-type', 'text/plain'],
    ['content-type', 'text/plain'],
  ],
  [
    ['content-type', 'text/plain'],
    ['content-type', 'application/json'],
  ],
  [
    ['accept', fill(64)],
    ['accept', fill(62)],
  ],
  [
    ['accept', fill(64)],
    ['accept', fill(63)],
  ],
  [
    ['accept-language', 'en'],
    ['accept-language', 'de'],
  ],
  [
    ['content-language', 'en'],
    ['Content-Language', 'de'],
  ],
  [
    ['range', 'bytes=0-1'],
    ['range', 'bytes=2-3'],
  ],
  [
    ['authorization', 'a'],
    ['authorization', 'b'],
  ],
  [
    ['authorization', 'Bearer x'],
    ['x-custom', 'a'],
  ],
  [
    ['x-custom', 'a'],
    ['accept', fill(129)],
    ['content-type', 'text/plain'],
  ],
  [
    ['accept', '*/*'],
    ['accept-language', 'en'],
    ['content-language', 'en'],
    ['content-type', 'text/plain'],
  ],
  ...[1022, 1023, 1024, 1025, 1026, 1030].map(safelistedOf),
];

/** Safelisted everywhere in Chromium: eight headers of 128 bytes at most, `total` bytes together. */
function safelistedOf(total: number): HeaderLine[] {
  const names = ['accept', 'accept-language', 'content-language', 'content-type'];
  const hints = ['dpr', 'device-memory', 'downlink', 'rtt'];
  const rest = total - 8 * 128;
  const last = 128 + Math.min(rest, 0);
  return [
    ...names.map((name): HeaderLine => [
      name,
      name === 'content-type' ? `text/plain;a=${fill(115)}` : fill(128),
    ]),
    ...hints.map((name): HeaderLine => [name, `${'0'.repeat((name === 'rtt' ? last : 128) - 1)}1`]),
    ...(rest > 0
      ? [['save-data', 'on'] as HeaderLine, ['width', '1'.repeat(Math.max(1, rest - 2))] as HeaderLine]
      : []),
  ];
}

export const requestHeaderLists: HeaderLine[][] = [
  ...[...unsafeHeaders, ...safelistedHeaders, ...clientHints, ...others].map((header) => [header]),
  ...lists,
];

/** A preflight that lists `value` for the headers. */
const listing = (headers: HeaderLine[], value: string | null): Partial<Variation> => ({
  headers,
  hops: [
    {
      preflight: answer([
        allowOrigin('{origin}'),
        allowCredentials,
        ...(value === null ? [] : [`Access-Control-Allow-Headers: ${value}`]),
      ]),
      answer: answer([allowOrigin('{origin}'), allowCredentials]),
    },
  ],
});

const names = (headers: HeaderLine[]): string =>
  [...new Set(headers.map(([name]) => name))].filter((name) => /^[^\s]+$/.test(name)).join(',');

export const requestHeaderFactor: Factor = {
  name: 'request-header',
  variations: () => [
    ...requestHeaderLists.flatMap((headers) => [
      vary(listing(headers, names(headers))),
      vary(listing(headers, null)),
      vary(listing(headers, '*')),
      vary({ ...listing(headers, '*'), credentials: 'include' }),
      vary({ ...listing(headers, names(headers).toUpperCase()), api: 'xhr' }),
      vary({ headers, mode: 'no-cors' }),
    ]),
    ...requestHeaderLists.map((headers) => vary({ headers, target: '{page}' })),
  ],
};
