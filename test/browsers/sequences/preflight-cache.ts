import { allowOrigin, answer, combine, type Variation } from '../factors/variation.js';
import { pages, type HeaderLine, type ScriptedRequest } from '../scenario.js';
import { cachedHop, openAnswer, preflightAnswer, step, steps, type Steps } from './step.js';

const custom: HeaderLine[] = [['x-custom', '1']];
const authorization: HeaderLine[] = [['authorization', 'Bearer token']];

/** Requests that each need a preflight. */
export const preflighted: Partial<Variation>[] = [
  { method: 'PUT' },
  { method: 'DELETE' },
  { method: 'patch' },
  { headers: custom },
  { method: 'HEAD', headers: custom },
  { method: 'PUT', headers: custom },
  { method: 'POST', headers: [['content-type', 'application/json']], body: { kind: 'string', text: '{}' } },
  { headers: authorization },
];
const everything = ['PUT, DELETE, patch', 'x-custom, content-type, authorization'] as const;

const maxAges = [
  ...[
    null,
    '0',
    '1',
    '5',
    '600',
    '7200',
    '86400',
    '86401',
    '-1',
    '-600',
    '+600',
    '1.5',
    '600.9',
    'abc',
    '',
    ' ',
    '600s',
    '"600"',
  ],
  ...[
    '600, 600',
    '600,0',
    '0, 600',
    '1e3',
    '0x10',
    '00600',
    '600;',
    'infinity',
    '- 1',
    '2147483648',
    '4294967296',
  ],
  ...['9223372036854775808', '99999999999999999999', ' 600 ', '\t600', '600\u00a0', '6 00'],
];

const put: Partial<Variation> = { method: 'PUT' };
const again = (change: Partial<Variation>, maxAge: string | null = '600'): Partial<Variation> => ({
  ...change,
  hops: [cachedHop(...everything, maxAge)],
});

/** Every form of Max-Age, and what is asked a second time because of it. */
const ages = (): Steps[] => [
  ...maxAges.map((age) => steps([step(again(put, age)), step(again(put, age)), step(again(put, age))])),
  ...[
    ['600', '600'],
    ['600', '0'],
    ['0', '600'],
    ['', '600'],
  ].map((ages) => {
    const { lines } = preflightAnswer(...everything, null);
    const preflight = answer([...lines, ...ages.map((age) => `Access-Control-Max-Age: ${age}`)]);
    const request = { ...put, hops: [{ preflight, answer: openAnswer }] };
    return steps([step(request), step(request)]);
  }),
  // An entry that is about to expire, and one that has: the only sequences that wait.
  ...[
    ['1', 2],
    ['3', 1],
    [null, 1],
    ['0', 1],
  ].map(([age, wait]) => {
    const request = again(put, age === null ? null : String(age));
    return steps([step(request), step(request, Number(wait)), step(request)]);
  }),
];

/** One request after another one, with lists that are exact, open or end with the first. */
const pairs = (): Steps[] =>
  combine(preflighted, preflighted).flatMap(([first, second]) => [
    steps([step(again(first)), step(again(second)), step(again(first))]),
    steps([
      step({ ...first, hops: [cachedHop('*', '*')] }),
      step({ ...second, hops: [cachedHop('*', '*')] }),
    ]),
  ]);

type Credentials = ScriptedRequest['credentials'];
const credentials: Credentials[] = ['omit', 'same-origin', 'include'];
const credentialMixes = (): Steps[] =>
  combine<[Credentials, Credentials], readonly [string, string]>(combine(credentials, credentials), [
    everything,
    ['*', '*'],
  ]).map(([[first, second], lists]) => {
    const request = { method: 'PUT', headers: custom, hops: [cachedHop(...lists)] };
    return steps([
      step({ ...request, credentials: first }),
      step({ ...request, credentials: second }),
      step({ ...request, credentials: first }),
    ]);
  });

/** Something goes wrong between two requests that the cache could serve. */
const failures = (): Steps[] => {
  const good = again(put);
  const wrong: Partial<Variation>[] = [
    { ...put, hops: [{ preflight: preflightAnswer(...everything), answer: answer([]) }] },
    { ...put, hops: [{ preflight: answer([]), answer: openAnswer }] },
    { headers: custom, hops: [{ preflight: answer([]), answer: openAnswer }] },
    {
      headers: custom,
      hops: [{ preflight: { ...preflightAnswer(...everything), status: 500 }, answer: openAnswer }],
    },
    { headers: custom, hops: [{ preflight: preflightAnswer('PUT', 'y'), answer: openAnswer }] },
    { method: 'DELETE', hops: [{ preflight: preflightAnswer('GET', null), answer: openAnswer }] },
    { method: 'DELETE', hops: [{ preflight: preflightAnswer('@', null), answer: openAnswer }] },
    { method: 'GET', hops: [{ preflight: answer([]), answer: answer([allowOrigin('{third}')]) }] },
    { method: 'GET', mode: 'no-cors' },
    { ...put, credentials: 'include', hops: [cachedHop('*', '*')] },
    {
      ...put,
      credentials: 'include',
      hops: [{ preflight: preflightAnswer(...everything), answer: answer([allowOrigin('*')]) }],
    },
  ];
  return wrong.flatMap((bad) => [
    steps([step(good), step(bad), step(good)]),
    steps([step(bad), step(good), step(bad)]),
  ]);
};

const partial = (): Steps[] =>
  [
    ['PUT', 'x-custom'],
    ['PUT', null],
    ['DELETE', 'x-custom'],
    [null, 'x-custom'],
    ['PUT, DELETE', 'y'],
    ['*', 'x-custom'],
    ['PUT', '*'],
  ].map(([methods = null, headers = null]) => {
    const hops = [cachedHop(methods, headers)];
    return steps([
      step({ ...put, hops }),
      step({ headers: custom, hops }),
      step({ method: 'PUT', headers: custom, hops }),
      step({ method: 'DELETE', hops }),
      step({ headers: authorization, hops }),
    ]);
  });

/** What belongs to the key of an entry and what does not. */
const keys = (): Steps[] => [
  ...pages.flatMap((page) => [
    steps([step(again(put)), step(again(put)), step(again({ ...put, credentials: 'include' }))], page),
    steps([step(again({ headers: custom })), step(again({ headers: custom }))], page),
  ]),
  ...combine(['', '#a', '?a', '?'], ['', '#b', '?b', '#a', '?a']).map(([first, second]) =>
    steps([step(again({ ...put, suffix: first })), step(again({ ...put, suffix: second }))]),
  ),
  steps([step(again(put)), step(again({ ...put, path: 'other' })), step(again(put))]),
  ...['{third}', '{target.localhost}', '{target.ip6}'].map((target) =>
    steps([step(again(put)), step(again({ ...put, target })), step(again(put))]),
  ),
  steps([step(again({ ...put, api: 'xhr' })), step(again(put)), step(again({ ...put, api: 'xhr' }))]),
  ...combine([true, false], ['GET', 'POST']).map(([listener, method]) => {
    const text = { kind: 'string', text: 'x' } as const;
    const upload = again({
      api: 'xhr',
      method,
      body: method === 'POST' ? text : null,
      uploadListener: listener,
    });
    return steps([step(upload), step(upload), step(again(put))]);
  }),
];

const redirects = (): Steps[] =>
  combine([302, 307], ['{target}', '{third}', '{page}']).map(([status, place]) => {
    const first = cachedHop(...everything);
    const sent = {
      ...first,
      answer: { ...first.answer, status, lines: [...openAnswer.lines, `Location: ${place}{hop:1}`] },
    };
    const hops = [sent, cachedHop(...everything)];
    return steps([
      step({ ...put, hops }),
      step({ ...put, hops }),
      step({ ...put, hops, credentials: 'include' }),
    ]);
  });

export const preflightCacheSequences = (): Steps[] => [
  ...ages(),
  ...pairs(),
  ...credentialMixes(),
  ...failures(),
  ...partial(),
  ...keys(),
  ...redirects(),
];
