import { pages, type Body, type ScriptedRequest } from '../scenario.js';
import { allowCredentials, allowOrigin, answer, combine, vary, type Factor } from './variation.js';

export const places = ['{page}', '{target}', '{third}'].flatMap((name) => [
  name,
  name.replace('}', '.localhost}'),
  name.replace('}', '.ip6}'),
]);

const modes: ScriptedRequest['mode'][] = ['cors', 'no-cors', 'same-origin'];
const credentials: ScriptedRequest['credentials'][] = ['omit', 'same-origin', 'include'];

/** Each kind of page against each spelling of each server. */
export const originFactor: Factor = {
  name: 'origin',
  variations: () =>
    combine(pages, places).flatMap(([page, target]) => [
      ...combine(modes, ['GET', 'POST']).map(([mode, method]) => vary({ page, target, mode, method })),
      ...combine(credentials, ['GET', 'PUT']).map(([credential, method]) =>
        vary({ page, target, method, credentials: credential }),
      ),
      vary({ page, target, api: 'xhr', credentials: 'include', method: 'PUT' }),
      vary({ page, target, hops: [{ preflight: answer([]), answer: answer([]) }] }),
      vary({ page, target, method: 'DELETE', hops: [{ preflight: answer([]), answer: answer([]) }] }),
    ]),
};

export const bodies: Body[] = [
  { kind: 'string', text: 'text' },
  { kind: 'string', text: '{"a":1}' },
  { kind: 'string', text: '' },
  { kind: 'url-search-params', text: 'value' },
  { kind: 'form-data', text: 'value' },
  { kind: 'blob', text: 'text' },
  { kind: 'blob', text: 'text', type: 'text/plain' },
  { kind: 'blob', text: '{}', type: 'application/json' },
  { kind: 'blob', text: '', type: 'TEXT/plain;charset=UTF-8' },
  { kind: 'array-buffer', text: 'bytes' },
];

export const bodyFactor: Factor = {
  name: 'body',
  variations: () => {
    const kinds = [null, ...bodies];
    const headers = [null, 'text/plain', 'application/json', 'multipart/form-data'];
    return [
      ...combine(kinds, ['POST', 'PUT', 'GET', 'HEAD', 'DELETE']).flatMap(([body, method]) => [
        vary({ body, method }),
        vary({ body, method, api: 'xhr' }),
        vary({ body, method, api: 'xhr', uploadListener: true }),
        vary({ body, method, api: 'xhr', uploadListener: true, credentials: 'include' }),
      ]),
      ...combine(kinds, headers).flatMap(([body, type]) => {
        const given = type === null ? {} : { headers: [['content-type', type] as [string, string]] };
        return [
          vary({ body, method: 'POST', ...given }),
          vary({ body, method: 'POST', ...given, api: 'xhr' }),
          vary({ body, method: 'POST', ...given, mode: 'no-cors' }),
          vary({ body, method: 'POST', ...given, target: '{page}' }),
        ];
      }),
      // The listener alone makes the preflight, so a server that refuses preflights must refuse these.
      ...combine(kinds, ['GET', 'POST']).map(([body, method]) =>
        vary({
          body,
          method,
          api: 'xhr',
          uploadListener: true,
          hops: [{ preflight: answer([]), answer: answer([allowOrigin('*'), allowCredentials]) }],
        }),
      ),
    ];
  },
};

const suffixes = [
  ...[
    '?',
    '?a=1',
    '?a=1&b=2',
    '?a=%20b',
    '?a=b c',
    '?"a"',
    "?'a'",
    '?<a>',
    '?a=\u00e4',
    '?a=\u20ac',
    '?a=%zz',
    '?a?b',
  ],
  ...[
    '#',
    '#fragment',
    '?a=1#fragment',
    '#a?b',
    '#a b',
    '#\u00e4',
    '?#',
    '?a=http://127.0.0.1/',
    '?a={target}',
    '?a=\\b',
  ],
];
const paths = [
  '0',
  '',
  'a',
  'a/b',
  'a/',
  '%20',
  'a b',
  '\u00e4',
  '%C3%A4',
  'a;b=c',
  '@',
  ':80',
  'A',
  '~a',
  '//a',
  'a%2Fb',
];

/** Query, fragment and path must neither be lost nor count. */
export const addressFactor: Factor = {
  name: 'address',
  variations: () => [
    ...combine(suffixes, ['GET', 'PUT']).map(([suffix, method]) => vary({ suffix, method })),
    ...combine(paths, ['GET', 'PUT']).map(([path, method]) => vary({ path, method })),
    ...suffixes.map((suffix) => vary({ suffix, hops: [{ preflight: answer([]), answer: answer([]) }] })),
  ],
};
