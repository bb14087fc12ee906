import {
  allowCredentials,
  allowOrigin,
  answer,
  combine,
  vary,
  type Factor,
  type Variation,
} from './variation.js';

export const methods = [
  ...['GET', 'get', 'Get', 'HEAD', 'head', 'POST', 'post', 'PoSt', 'PUT', 'put', 'Put', 'DELETE', 'delete'],
  ...[
    'DeLeTe',
    'OPTIONS',
    'options',
    'PATCH',
    'patch',
    'Patch',
    'pAtCh',
    'FOO',
    'foo',
    'Foo',
    'QUERY',
    'query',
  ],
  ...['PROPFIND', 'MKCOL', 'LOCK', 'REPORT', 'SEARCH', 'PURGE', 'LINK', 'CHICKEN', 'chicken', 'M-SEARCH'],
  ...[
    'GETT',
    'GE',
    'PATCHED',
    'X',
    '1',
    "!#$%&'*+-.^_`|~",
    'CONNECT',
    'connect',
    'TRACE',
    'trace',
    'TRACK',
    'Track',
  ],
];

const invalid = [
  '',
  ' ',
  'GET ',
  ' GET',
  'G ET',
  'G\u00cbT',
  'GET,',
  'GET/',
  'GET\t',
  'GET\n',
  '{}',
  '"GET"',
  '*',
];

/** What a server may list for the method, as a function of how the page spells it. */
const listings: ((method: string) => string | null)[] = [
  (method) => method,
  (method) => method.toUpperCase(),
  (method) => method.toLowerCase(),
  () => '*',
  () => 'GET, POST',
  () => null,
];

const listed = (method: string, listing: string | null): Partial<Variation> => ({
  method,
  hops: [
    {
      preflight: answer([
        allowOrigin('{origin}'),
        allowCredentials,
        ...(listing === null ? [] : [`Access-Control-Allow-Methods: ${listing}`]),
      ]),
      answer: answer([allowOrigin('{origin}'), allowCredentials]),
    },
  ],
});

export const methodFactor: Factor = {
  name: 'method',
  variations: () => [
    ...combine(methods, listings).flatMap(([method, listing]) => [
      vary(listed(method, listing(method))),
      vary({ ...listed(method, listing(method)), credentials: 'include' }),
    ]),
    ...combine(methods, ['*', 'GET, PUT, patch']).map(([method, listing]) =>
      vary({ ...listed(method, listing), api: 'xhr' }),
    ),
    ...combine(methods, ['same-origin', 'no-cors'] as const).map(([method, mode]) => vary({ method, mode })),
    ...methods.map((method) => vary({ method, target: '{page}' })),
    ...combine(invalid, ['fetch', 'xhr'] as const).map(([method, api]) =>
      vary({ ...listed(method, '*'), api }),
    ),
  ],
};
