import type { Answer } from '../scenario.js';
import { allowCredentials, allowOrigin, answer, combine, vary, type Factor } from './variation.js';

const extra = [
  'X-One: 1',
  'X-Two: 2',
  'Cache-Control: no-store',
  'ETag: "x"',
  'Set-Cookie: {id}=1; Path=/{id}',
];

export const exposeValues: string[][] = [
  [],
  ...[
    ...[
      'x-one',
      'X-ONE',
      'x-one, x-two',
      'x-one,x-two',
      'x-one x-two',
      'x-one;x-two',
      '*',
      '*, x-one',
      'x-one, *',
      '**',
      '"*"',
    ],
    ...[
      '',
      ' ',
      ',',
      ',x-one',
      'x-one,',
      ', ,x-one',
      ' x-one ',
      '\tx-one\t,\tx-two',
      '"x-one"',
      "'x-one'",
      'x-one, @',
      '@, x-one',
    ],
    ...[
      '*, @',
      '@, *',
      'x-one@',
      'x one',
      'x-one:',
      'x-*',
      'x-o',
      'x-onee',
      'missing',
      'etag',
      'ETag, Set-Cookie',
      'set-cookie',
    ],
    ...[
      'set-cookie2',
      'cache-control',
      'content-length',
      'access-control-allow-origin',
      'x-one\u00a0',
      'x-one, \u00e4',
      'x-one\\',
    ],
    ...["!#$%&'*+-.^_`|~, x-one", 'x-one, x-one', 'x-one/x-two', '(x-one)', 'x-one;q=1', 'any'],
  ].map((value) => [value]),
  ...[
    ['x-one', 'x-two'],
    ['', 'x-one'],
    ['x-one', ''],
    ['x-one', '@'],
    ['@', 'x-one'],
    ['*', 'x-one'],
    ['x-one', '*'],
    ['', ''],
  ],
];

const exposed = (values: string[], origin: string): Answer =>
  answer([
    allowOrigin(origin),
    allowCredentials,
    ...extra,
    ...values.map((value) => `Access-Control-Expose-Headers: ${value}`),
  ]);

export const exposeHeadersFactor: Factor = {
  name: 'expose-headers',
  variations: () =>
    exposeValues.flatMap((values) => {
      const hops = [{ preflight: exposed(values, '{origin}'), answer: exposed(values, '{origin}') }];
      return [
        vary({ hops }),
        vary({ hops, credentials: 'include' }),
        vary({ hops, api: 'xhr' }),
        vary({ hops, api: 'xhr', credentials: 'include' }),
        vary({ hops, target: '{page}' }),
        vary({ hops, page: 'sandboxed-frame', credentials: 'omit' }),
      ];
    }),
};

const always = [
  ...[
    'Cache-Control',
    'Content-Language',
    'Content-Type',
    'Expires',
    'Last-Modified',
    'Pragma',
    'Content-Encoding',
    'Date',
    'ETag',
  ],
  ...[
    'Age',
    'Vary',
    'Server',
    'Link',
    'Location',
    'Retry-After',
    'WWW-Authenticate',
    'X-Frame-Options',
    'Timing-Allow-Origin',
    'Via',
  ],
  ...[
    'Content-Disposition',
    'Accept-Ranges',
    'Allow',
    'Set-Cookie2',
    'Refresh',
    'Connection',
    'Keep-Alive',
    'Strict-Transport-Security',
  ],
];

/** Which names are visible without being listed. */
export const visibleHeaderFactor: Factor = {
  name: 'visible-header',
  variations: () =>
    combine(always, ['fetch', 'xhr'] as const).flatMap(([name, api]) => {
      const value = name === 'Content-Encoding' ? 'identity' : name === 'Connection' ? 'keep-alive' : 'x';
      const hops = [
        {
          preflight: answer([]),
          answer: answer([allowOrigin('{origin}'), allowCredentials, `${name}: ${value}`]),
        },
      ];
      return [
        vary({ api, hops }),
        vary({ api, hops, credentials: 'include' }),
        vary({ api, hops, target: '{page}' }),
      ];
    }),
};

const maxAges = [
  ...[
    '0',
    '1',
    '600',
    '7200',
    '86400',
    '-1',
    '+600',
    '1.5',
    'abc',
    '',
    ' ',
    '600s',
    '"600"',
    '600, 600',
    '1e3',
    '0x10',
    '00600',
  ],
  ...['99999999999999999999', '2147483648', '4294967296', ' 600 ', '600;', 'infinity', '- 1'],
];

/** Max-Age never decides about the request itself; see the sequences for what it does to the cache. */
export const maxAgeFactor: Factor = {
  name: 'max-age',
  variations: () =>
    combine(maxAges, [[], ['Access-Control-Max-Age: 600']]).map(([value, more]) => {
      const [open] = vary({ method: 'PUT' }).hops;
      const lines = [...(open?.preflight.lines ?? []), `Access-Control-Max-Age: ${value}`, ...more];
      return vary({
        method: 'PUT',
        hops: [{ preflight: answer(lines), answer: open?.answer ?? answer([]) }],
      });
    }),
};

const policies = [
  ...[
    'same-origin',
    'cross-origin',
    'SAME-ORIGIN',
    'Cross-Origin',
    '',
    ' ',
    'none',
    'same-origin ',
    '"same-origin"',
    'same-origin;',
  ],
  ...[
    'same-origin, cross-origin',
    'cross-origin, same-origin',
    'same-origin, same-origin',
    'same origin',
    '*',
    'null',
    'same-origin;a=b',
  ],
];

/** Same-site is missing: an IP address has no site, and the browsers do not agree on what follows. */
export const resourcePolicyFactor: Factor = {
  name: 'resource-policy',
  variations: () =>
    policies.flatMap((policy) => {
      const hop = {
        preflight: answer([]),
        answer: answer([allowOrigin('{origin}'), `Cross-Origin-Resource-Policy: ${policy}`]),
      };
      const hops = [hop];
      return [
        vary({ mode: 'no-cors', hops }),
        vary({ mode: 'no-cors', hops, method: 'POST' }),
        vary({ mode: 'no-cors', hops, credentials: 'include' }),
        vary({ mode: 'no-cors', hops, target: '{page}' }),
        vary({ mode: 'no-cors', hops, target: '{target.localhost}' }),
        vary({ mode: 'no-cors', hops, page: 'sandboxed-frame' }),
        vary({ mode: 'cors', hops }),
      ];
    }),
};
