import { allowCredentials, allowOrigin, answer, type Variation } from '../factors/variation.js';
import type { Hop, Page } from '../scenario.js';
import { openAnswer, preflightAnswer, step, steps, type Steps } from './step.js';

/** Names hold the id, so that what other sequences left in the jar is told apart. */
const forms = [
  ...['{id}=1', '{id}=1; SameSite=Lax', '{id}=1; SameSite=Strict', '{id}=1; SameSite=None', '{id}=1; Secure'],
  ...[
    '{id}=1; SameSite=None; Secure',
    '{id}=1; SameSite=Lax; Secure',
    '{id}=1; samesite=STRICT',
    '{id}=1; SameSite=foo',
  ],
  ...[
    '{id}=1; SameSite',
    '{id}=1; SameSite=',
    '{id}=1; Path=/',
    '{id}=1; Path=/{id}',
    '{id}=1; Path=/{id}/',
    '{id}=1; Path=/{id}/0',
  ],
  ...[
    '{id}=1; Path=/other',
    '{id}=1; Path=',
    '{id}=1; Path=x',
    '{id}=1; Domain=127.0.0.1',
    '{id}=1; Domain=localhost',
  ],
  ...['{id}=1; Domain=.127.0.0.1', '{id}=1; Domain=0.0.1', '{id}=1; Domain=example.com', '{id}=1; Domain='],
  ...[
    '{id}=1; Expires=Wed, 01 Jan 2098 00:00:00 GMT',
    '{id}=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    '{id}=1; Expires=never',
  ],
  ...[
    '{id}=1; Max-Age=600',
    '{id}=1; Max-Age=0',
    '{id}=1; Max-Age=-1',
    '{id}=1; Max-Age=abc',
    '{id}=1; HttpOnly',
  ],
  ...[
    '{id}=1; Max-Age=600; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    '{id}=1; Max-Age=0; Expires=Wed, 01 Jan 2098 00:00:00 GMT',
  ],
  ...[
    '{id}=',
    '{id}',
    '{id}="1"',
    '{id}=a b',
    '{id}=a,b',
    '{id}=a;b',
    ' {id} = 1 ',
    '{id}=1;SameSite=Strict;Secure;HttpOnly;Path=/',
  ],
  ...['__Host-{id}=1; Secure; Path=/', '__Host-{id}=1; Path=/', '__Secure-{id}=1; Secure', '__Secure-{id}=1'],
  ...[
    '{id}=1; Secure; Path=/; Partitioned',
    '{id}=1; Partitioned',
    '{id}=1; SameSite=None; Secure; Partitioned',
  ],
];

const setting = (lines: string[], status = 200): Hop => ({
  preflight: preflightAnswer('PUT', 'x-custom', '0'),
  answer: answer([...openAnswer.lines, ...lines.map((line) => `Set-Cookie: ${line}`)], status),
});
const include: Partial<Variation> = { credentials: 'include' };
const look = (change: Partial<Variation> = {}) => step({ ...include, hops: [setting([])], ...change });

/** A cookie is set with credentials, then looked for from near and far. */
const attributes = (page: Page): Steps[] =>
  forms.map((form) =>
    steps(
      [
        step({ ...include, hops: [setting([form])] }),
        look(),
        look({ credentials: 'same-origin' }),
        look({ credentials: 'omit' }),
        look({ target: '{third}' }),
        look({ target: '{target.localhost}' }),
        look({ path: 'deep/er' }),
        look({ target: '{page}', credentials: 'same-origin' }),
      ],
      page,
    ),
  );

/** Ways of setting: by a preflight, a redirect, an answer that is refused, and so on. */
const ways = (page: Page): Steps[] => {
  const cookie = 'Set-Cookie: {id}=1; Path=/';
  const refused = { preflight: answer([]), answer: answer([cookie]) };
  const wildcard = { preflight: answer([]), answer: answer([allowOrigin('*'), cookie]) };
  const byPreflight = {
    preflight: answer([...preflightAnswer('PUT', 'x-custom', '0').lines, cookie]),
    answer: openAnswer,
  };
  const sendingOn = (place: string): Hop[] => [
    {
      preflight: answer([]),
      answer: answer([allowOrigin('{origin}'), allowCredentials, cookie, `Location: ${place}{hop:1}`], 302),
    },
    { preflight: answer([]), answer: answer([allowOrigin('null'), allowCredentials]) },
  ];
  const first: Partial<Variation>[] = [
    { ...include, hops: [refused] },
    { ...include, hops: [wildcard] },
    { ...include, method: 'PUT', hops: [byPreflight] },
    { ...include, hops: sendingOn('{target}') },
    { ...include, hops: sendingOn('{third}') },
    { ...include, hops: sendingOn('{page}') },
    { ...include, redirect: 'manual', hops: sendingOn('{target}') },
    { ...include, redirect: 'error', hops: sendingOn('{target}') },
    { credentials: 'omit', hops: [setting(['{id}=1; Path=/'])] },
    { credentials: 'same-origin', hops: [setting(['{id}=1; Path=/'])] },
    { credentials: 'same-origin', target: '{page}', hops: [setting(['{id}=1; Path=/'])] },
    { credentials: 'omit', target: '{page}', hops: [setting(['{id}=1; Path=/'])] },
    { ...include, mode: 'no-cors', hops: [setting(['{id}=1; Path=/'])] },
    { mode: 'no-cors', hops: [setting(['{id}=1; Path=/'])] },
    { ...include, api: 'xhr', hops: [setting(['{id}=1; Path=/'])] },
    { ...include, hops: [setting(['{id}=1; Path=/'], 404)] },
    { ...include, hops: [setting(['{id}a=1; Path=/', '{id}b=2; Path=/', '{id}c=3; Path=/{id}'])] },
    { ...include, headers: [['cookie', '{id}=mine']], hops: [setting([])] },
  ];
  return first.map((request) =>
    steps(
      [
        step(request),
        look(),
        look({ method: 'PUT' }),
        look({ mode: 'no-cors' }),
        look({ mode: 'no-cors', credentials: 'omit' }),
        look({ api: 'xhr' }),
        look({ target: '{page}', credentials: 'same-origin' }),
      ],
      page,
    ),
  );
};

/** One cookie after another under the same name. */
const changes = (): Steps[] =>
  [
    ['{id}=1', '{id}=2'],
    ['{id}=1', '{id}=; Max-Age=0'],
    ['{id}=1; Path=/', '{id}=2; Path=/{id}'],
    ['{id}=1; Path=/', '{id}=; Path=/{id}; Max-Age=0'],
    ['{id}=1; Path=/', '{id}=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    ['{id}=1; Secure', '{id}=2'],
    ['{id}=1; HttpOnly', '{id}=2'],
    ['{id}=1; SameSite=Strict', '{id}=2; SameSite=None; Secure'],
  ].map((lines) =>
    steps([...lines.map((line) => step({ ...include, hops: [setting([line])] })), look(), look()]),
  );

export const cookieSequences = (): Steps[] => [
  ...attributes('ip4'),
  ...attributes('localhost'),
  ...ways('ip4'),
  ...ways('localhost'),
  ...ways('sandboxed-frame'),
  ...changes(),
];
