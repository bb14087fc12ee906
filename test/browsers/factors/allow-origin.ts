import { allowCredentials, answer, vary, type Factor, type Variation } from './variation.js';
import type { Page } from '../scenario.js';

/** What may stand in Access-Control-Allow-Origin, as the lines of one answer. */
export const allowOriginValues = [
  ...[
    '*',
    '{origin}',
    'null',
    'Null',
    'NULL',
    '',
    ' ',
    '\t',
    '{target}',
    '{third}',
    '{page}',
    '{page.localhost}',
    '{page.ip6}',
  ],
  ...[
    '{origin}/',
    '{origin}/path',
    '{origin}?',
    '{origin}#',
    '{origin}:80',
    '{origin} ',
    ' {origin}',
    '\t{origin}\t',
    '  {origin}  ',
  ],
  ...[
    '"{origin}"',
    "'{origin}'",
    '<{origin}>',
    '({origin})',
    '[{origin}]',
    '{origin};',
    '{origin},',
    ',{origin}',
    ';{origin}',
  ],
  ...[
    '{origin}, {origin}',
    '{origin},{origin}',
    '{origin} {origin}',
    '{origin}, *',
    '*, {origin}',
    '* {origin}',
    '*,*',
    '* *',
  ],
  ...[
    '{origin};{origin}',
    '{origin}|{third}',
    '{third}, {origin}',
    '{origin} {third}',
    '{origin}, null',
    'null, {origin}',
  ],
  ...[
    'HTTP://{page:host}',
    'Http://{page:host}',
    'https://{page:host}',
    '//{page:host}',
    '{page:host}',
    'http:{page:host}',
  ],
  ...[
    'http:/{page:host}',
    'http:///{page:host}',
    'http:\\\\{page:host}',
    'ws://{page:host}',
    'file://{page:host}',
    'ftp://127.0.0.1',
  ],
  ...[
    'http://user@{page:host}',
    'http://user:pass@{page:host}',
    'http://@{page:host}',
    'http://LOCALHOST:{page:port}',
  ],
  ...[
    'http://127.0.0.1',
    'http://127.0.0.1:80',
    'http://127.0.0.1:*',
    'http://*',
    'http://*:{page:port}',
    'http://*.0.0.1:{page:port}',
  ],
  ...[
    'http://127.1:{page:port}',
    'http://2130706433:{page:port}',
    'http://0x7f.0.0.1:{page:port}',
    'http://127.0.0.1.:{page:port}',
  ],
  ...[
    'http://127.0.0.1:0{page:port}',
    'http://127.0.0.1:{target:port}',
    'http://[0:0:0:0:0:0:0:1]:{page:port}',
    'http://[::1]',
  ],
  ...[
    '**',
    '*.',
    '.*',
    '*/',
    '"*"',
    "'*'",
    '*;',
    '*,',
    ',*',
    '\\*',
    '%2A',
    'any',
    'all',
    'true',
    'none',
    'undefined',
    'origin',
  ],
  ...[
    '.*://.*',
    '^.*$',
    '/.*/',
    'http',
    'http:',
    'http://',
    'http:// ',
    '://',
    ':',
    '/',
    'about:blank',
    'data:,',
    'blob:{origin}',
  ],
  ...[
    '{origin}\u00a0',
    '\u00a0{origin}',
    '{origin}\u00e4',
    '{origin}%20',
    '{origin}\\',
    '{origin}.',
    '{origin}*',
    '{origin}0',
  ],
  ...[
    'https://app.example',
    'http://xn--mnchen-3ya.example',
    'http://m\u00fcnchen.example',
    'http://a b',
    'http://a,b',
    'http://%41',
  ],
  ...[
    'http://[::1',
    'http://1.2.3.256',
    'http://a:b',
    'http://a:99999',
    'javascript:alert(1)',
    'chrome-extension://abc',
    'capacitor://localhost',
  ],
];

const several = [
  ['{origin}', '{origin}'],
  ['*', '*'],
  ['{origin}', '*'],
  ['*', '{origin}'],
  ['{origin}', ''],
  ['', '{origin}'],
  ['*', ''],
  ['', '*'],
  ['', ''],
  ['null', 'null'],
  ['{origin}', '{third}'],
  ['{third}', '{origin}'],
  ['{origin}', '{origin}', '{origin}'],
];

const linesOf = (values: string[]): string[] =>
  values.map((value) => `Access-Control-Allow-Origin: ${value}`);
export const allowOriginLines = [[], ...allowOriginValues.map((value) => [value]), ...several].map(linesOf);

type Place = 'answer' | 'preflight' | 'both';
function answeredBy(lines: string[], place: Place, rest: Partial<Variation>): Variation {
  const plain = vary(rest);
  const [hop] = plain.hops;
  const varied = answer([...lines, allowCredentials, 'Access-Control-Allow-Methods: PUT']);
  return {
    ...plain,
    hops: [
      {
        preflight: place === 'answer' ? (hop?.preflight ?? varied) : varied,
        answer: place === 'preflight' ? (hop?.answer ?? varied) : varied,
      },
    ],
  };
}

export const allowOriginFactor: Factor = {
  name: 'allow-origin',
  variations: () => {
    const otherPages: Page[] = ['localhost', 'ip6', 'sandboxed-frame', 'sandboxed-page'];
    return allowOriginLines.flatMap((lines) => [
      answeredBy(lines, 'answer', {}),
      answeredBy(lines, 'answer', { credentials: 'include' }),
      answeredBy(lines, 'answer', { api: 'xhr' }),
      answeredBy(lines, 'answer', { api: 'xhr', credentials: 'include' }),
      answeredBy(lines, 'preflight', { method: 'PUT' }),
      answeredBy(lines, 'preflight', { method: 'PUT', credentials: 'include' }),
      answeredBy(lines, 'answer', { method: 'PUT', credentials: 'omit' }),
      ...otherPages.map((page) => answeredBy(lines, 'both', { page, credentials: 'include' })),
    ]);
  },
};
