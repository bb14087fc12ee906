import type { Answer, HeaderLine, Hop, ScriptedRequest } from '../scenario.js';
import {
  allowCredentials,
  allowOrigin,
  answer,
  combine,
  vary,
  type Factor,
  type Variation,
} from './variation.js';

/** How the address of the next hop is written; `N` stands for its number. An empty one is left out: that is not about CORS. */
const locations = [
  ...[
    '{page}{hop:N}',
    '{target}{hop:N}',
    '{third}{hop:N}',
    '{target.localhost}{hop:N}',
    '{third.ip6}{hop:N}',
    '{hop:N}',
    'N',
    './N',
  ],
  ...[
    '../{id}/N',
    '//{third:host}{hop:N}',
    '//{target:host}{hop:N}',
    '{third}{hop:N}#fragment',
    'N#fragment',
    '{third}{hop:N}?a=1#b',
  ],
  ...[
    'http://user@{third:host}{hop:N}',
    'http://user:pass@{third:host}{hop:N}',
    'http://user:pass@{target:host}{hop:N}',
  ],
  ...[
    'http://:pass@{third:host}{hop:N}',
    'http://@{third:host}{hop:N}',
    'http://user:pass@{page:host}{hop:N}',
    '//user@{third:host}{hop:N}',
  ],
  ...[
    '  {third}{hop:N}  ',
    'HTTP://{third:host}{hop:N}',
    '{third}{hop:N}?\u00e4',
    '?N',
    '#N',
    '\\N',
    'http://',
    'http://[',
    'http:N',
  ],
  ...[
    'data:text/plain,x',
    'about:blank',
    'javascript:1',
    'blob:{third}/x',
    'ftp://{third:host}/',
    'ws://{third:host}/',
  ],
  ...['mailto:a@b.example', 'foo:bar'],
];

const custom: HeaderLine[] = [['x-custom', 'value']];
const json: Partial<Variation> = {
  method: 'POST',
  headers: [['content-type', 'application/json']],
  body: { kind: 'string', text: '{}' },
};
const shapes: Partial<Variation>[] = [
  {},
  { method: 'HEAD' },
  { method: 'POST', body: { kind: 'string', text: 'text' } },
  { method: 'PUT', body: { kind: 'string', text: 'text' } },
  { method: 'DELETE' },
  { method: 'patch' },
  { method: 'FOO' },
  { headers: [['authorization', 'Bearer token']] },
  { method: 'PUT', headers: [['authorization', 'Bearer token'], ...custom] },
  { headers: custom },
  json,
  { ...json, headers: [...(json.headers ?? []), ['authorization', 'Bearer token']] },
];

/** What the hops allow: the first one, and the later ones, whose preflight may see another Origin. */
interface Allowed {
  first: string;
  later: string;
  laterPreflight: string;
}
const throughout = (origin: string): Allowed => ({ first: origin, later: origin, laterPreflight: origin });
const anyone = throughout('*');
const thePage = throughout('{origin}');
/** After a cross-origin redirect the Origin is `null`; on the preflight, one browser still sends the real one. */
const nullLater: Allowed = { first: '{origin}', later: 'null', laterPreflight: 'null' };
const nullAfterPreflight: Allowed = { first: '{origin}', later: 'null', laterPreflight: '{origin}' };

/** Allows any method and header at one hop; with a Location it sends on. */
function openHop(status: number, location: string | null, allowed: Allowed, index = 0): Hop {
  const lines = (origin: string): string[] => [
    allowOrigin(origin),
    ...(origin === '*' ? [] : [allowCredentials]),
  ];
  return {
    preflight: answer([
      ...lines(index === 0 ? allowed.first : allowed.laterPreflight),
      'Access-Control-Allow-Methods: PUT, DELETE, patch, FOO, HEAD, GET, POST',
      'Access-Control-Allow-Headers: authorization, content-type, x-custom',
    ]),
    answer: answer(
      [
        ...lines(index === 0 ? allowed.first : allowed.later),
        ...(location === null ? [] : [`Location: ${location}`]),
      ],
      status,
    ),
  };
}

/** The hops of a chain: each place is redirected to, and the last one answers. */
function chain(status: number, places: readonly string[], allowed: Allowed): Hop[] {
  const redirects = places.map((place, index) =>
    openHop(status, `${place}{hop:${index + 1}}`, allowed, index),
  );
  return [...redirects, openHop(200, null, allowed, places.length)];
}

const statuses = [301, 302, 303, 307, 308];
const single = (status: number, location: string, allowed: Allowed): Hop[] => [
  openHop(status, location.replaceAll('N', '1'), allowed),
  openHop(200, null, allowed, 1),
];

export const redirectFactor: Factor = {
  name: 'redirect',
  variations: () => [
    ...combine(locations, [anyone, thePage, nullLater]).flatMap(([location, origin]) => [
      vary({ hops: single(302, location, origin) }),
      vary({ hops: single(307, location, origin), method: 'PUT' }),
      vary({ hops: single(302, location, origin), target: '{page}' }),
      vary({ hops: single(302, location, origin), mode: 'no-cors' }),
    ]),
    ...locations.flatMap((location) => [
      vary({ hops: single(302, location, thePage), api: 'xhr', credentials: 'include' }),
      vary({ hops: single(302, location, thePage), mode: 'same-origin', target: '{page}' }),
    ]),
    ...combine(combine(statuses, shapes), ['{page}', '{target}', '{third}']).flatMap(
      ([[status, shape], place]) => [
        vary({ ...shape, hops: chain(status, [place], anyone) }),
        vary({ ...shape, hops: chain(status, [place], thePage), credentials: 'include' }),
        vary({ ...shape, hops: chain(status, [place], anyone), target: '{page}' }),
        vary({ ...shape, hops: chain(status, [place], anyone), api: 'xhr' }),
        vary({ ...shape, hops: chain(status, [place], nullLater), credentials: 'include' }),
        vary({ ...shape, hops: chain(status, [place], nullAfterPreflight) }),
      ],
    ),
  ],
};

const allPlaces = ['{page}', '{target}', '{third}'];
export const redirectChainFactor: Factor = {
  name: 'redirect-chain',
  variations: () => {
    const two = combine(allPlaces, allPlaces);
    const three = combine(two, allPlaces).map(([pair, last]) => [...pair, last]);
    const some: [Partial<Variation>, number][] = [
      [{}, 302],
      [{ method: 'PUT' }, 307],
      [{ headers: [['authorization', 'Bearer token']] }, 302],
      [{ ...json }, 308],
    ];
    return combine([...two, ...three], some).flatMap(([places, [shape, status]]) => [
      vary({ ...shape, hops: chain(status, places, anyone) }),
      vary({ ...shape, hops: chain(status, places, anyone), target: '{page}' }),
      vary({ ...shape, hops: chain(status, places, thePage), credentials: 'include' }),
      vary({ ...shape, hops: chain(status, places, nullLater), credentials: 'include' }),
      vary({ ...shape, hops: chain(status, places, nullAfterPreflight) }),
      vary({ ...shape, hops: chain(status, places, throughout('null')), page: 'sandboxed-frame' }),
    ]);
  },
};

const faults: Answer[] = [
  answer([]),
  answer([allowOrigin('null'), allowCredentials]),
  answer([allowOrigin('{origin}'), allowCredentials]),
  answer([allowOrigin('*')]),
  answer([allowOrigin('{origin}'), allowOrigin('{origin}')]),
  answer([allowOrigin('{target}'), allowCredentials]),
];

/** Modes of redirection, and a fault at each place of a chain. */
export const redirectFaultFactor: Factor = {
  name: 'redirect-fault',
  variations: () => {
    const modes: ScriptedRequest['mode'][] = ['cors', 'no-cors', 'same-origin'];
    const policies: ScriptedRequest['redirect'][] = ['follow', 'error', 'manual'];
    const requests = combine(combine(policies, modes), combine(['{page}', '{target}'], statuses));
    return [
      ...requests.flatMap(([[redirect, mode], [target, status]]) => [
        vary({ redirect, mode, target, hops: chain(status, ['{third}'], anyone) }),
        vary({ redirect, mode, target, hops: chain(status, ['{page}'], thePage), credentials: 'include' }),
      ]),
      ...combine(policies, ['{page}', '{target}']).map(([redirect, target]) => vary({ redirect, target })),
      ...combine(combine(faults, [0, 1, 2]), combine(['GET', 'PUT'], ['omit', 'include'] as const)).flatMap(
        ([[fault, at], [method, credentials]]) =>
          (['answer', 'preflight'] as const).map((part) => {
            const hops = chain(307, ['{third}', '{target}'], credentials === 'omit' ? anyone : nullLater);
            const broken = hops.map((hop, index) => {
              if (index !== at) return hop;
              const location = hop[part].lines.filter((line) => line.startsWith('Location'));
              return { ...hop, [part]: { ...hop[part], lines: [...fault.lines, ...location] } };
            });
            return vary({ method, credentials, hops: broken });
          }),
      ),
      // Without a Location a redirect status is an ordinary answer.
      ...statuses.map((status) => vary({ hops: [openHop(status, null, anyone)] })),
      // Round and round, until the browser has had enough. Only statuses that no cache keeps.
      ...combine([302, 307], ['{target}', '{page}']).map(([status, target]) =>
        vary({ target, hops: [openHop(status, '0', anyone)] }),
      ),
    ];
  },
};
