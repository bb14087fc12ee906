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

/** Allows anything from anyone at one hop; with a Location it sends on. */
export function openHop(status: number, location: string | null, origin: string): Hop {
  const lines = [allowOrigin(origin), ...(origin === '*' ? [] : [allowCredentials])];
  return {
    preflight: answer([
      ...lines,
      'Access-Control-Allow-Methods: PUT, DELETE, patch, FOO, HEAD, GET, POST',
      'Access-Control-Allow-Headers: authorization, content-type, x-custom',
    ]),
    answer: answer([...lines, ...(location === null ? [] : [`Location: ${location}`])], status),
  };
}

/** The hops of a chain: each place is redirected to, and the last one answers. */
function chain(status: number, places: readonly string[], origin: string): Hop[] {
  const redirects = places.map((place, index) => openHop(status, `${place}{hop:${index + 1}}`, origin));
  return [...redirects, openHop(200, null, origin)];
}

const statuses = [301, 302, 303, 307, 308];
const single = (status: number, location: string, origin: string): Hop[] => [
  openHop(status, location.replaceAll('N', '1'), origin),
  openHop(200, null, origin),
];

export const redirectFactor: Factor = {
  name: 'redirect',
  variations: () => [
    ...combine(locations, ['*', '{origin}', 'null']).flatMap(([location, origin]) => [
      vary({ hops: single(302, location, origin) }),
      vary({ hops: single(307, location, origin), method: 'PUT' }),
      vary({ hops: single(302, location, origin), target: '{page}' }),
      vary({ hops: single(302, location, origin), mode: 'no-cors' }),
    ]),
    ...locations.flatMap((location) => [
      vary({ hops: single(302, location, '{origin}'), api: 'xhr', credentials: 'include' }),
      vary({ hops: single(302, location, '{origin}'), mode: 'same-origin', target: '{page}' }),
    ]),
    ...combine(combine(statuses, shapes), ['{page}', '{target}', '{third}']).flatMap(
      ([[status, shape], place]) => [
        vary({ ...shape, hops: chain(status, [place], '*') }),
        vary({ ...shape, hops: chain(status, [place], '{origin}'), credentials: 'include' }),
        vary({ ...shape, hops: chain(status, [place], '*'), target: '{page}' }),
        vary({ ...shape, hops: chain(status, [place], '*'), api: 'xhr' }),
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
      vary({ ...shape, hops: chain(status, places, '*') }),
      vary({ ...shape, hops: chain(status, places, '*'), target: '{page}' }),
      vary({ ...shape, hops: chain(status, places, '{origin}'), credentials: 'include' }),
      vary({ ...shape, hops: chain(status, places, 'null') }),
      vary({ ...shape, hops: chain(status, places, 'null'), page: 'sandboxed-frame' }),
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
        vary({ redirect, mode, target, hops: chain(status, ['{third}'], '*') }),
        vary({ redirect, mode, target, hops: chain(status, ['{page}'], '{origin}'), credentials: 'include' }),
      ]),
      ...combine(policies, ['{page}', '{target}']).map(([redirect, target]) => vary({ redirect, target })),
      ...combine(combine(faults, [0, 1, 2]), combine(['GET', 'PUT'], ['omit', 'include'] as const)).flatMap(
        ([[fault, at], [method, credentials]]) =>
          (['answer', 'preflight'] as const).map((part) => {
            const hops = chain(307, ['{third}', '{target}'], credentials === 'omit' ? '*' : '{origin}');
            const broken = hops.map((hop, index) => {
              if (index !== at) return hop;
              const location = hop[part].lines.filter((line) => line.startsWith('Location'));
              return { ...hop, [part]: { ...hop[part], lines: [...fault.lines, ...location] } };
            });
            return vary({ method, credentials, hops: broken });
          }),
      ),
      // Without a Location a redirect status is an ordinary answer.
      ...statuses.map((status) => vary({ hops: [openHop(status, null, '*')] })),
      // Round and round, until the browser has had enough. Only statuses that no cache keeps.
      ...combine([302, 307], ['{target}', '{page}']).map(([status, target]) =>
        vary({ target, hops: [openHop(status, '0', '*')] }),
      ),
    ];
  },
};
