import { type Kind, kinds, type Relation, relations, type Response, type WholeCase } from './case.js';

const json = 'application/json';

const base = {
  credentials: 'same-origin',
  mode: 'cors',
  method: 'GET',
  headers: [],
  body: null,
  response: 'open',
  redirect: null,
} as const;

type Own = Partial<Omit<WholeCase, 'id' | 'relation' | 'kind'>>;

const include: Own = { credentials: 'include' };
/** An element without `crossorigin`. */
const bare: Own = { mode: 'no-cors', credentials: 'include' };

/** Everything that each kind can be told to do. */
const variants: Readonly<Record<Kind, readonly Own[]>> = {
  fetch: [
    {},
    { credentials: 'omit' },
    include,
    { mode: 'no-cors' },
    { mode: 'no-cors', ...include },
    { method: 'HEAD' },
    { method: 'POST', body: 'text' },
    { method: 'POST' },
    { method: 'POST', body: '{}', headers: [['content-type', json]], ...include },
    {
      method: 'PUT',
      body: '{}',
      headers: [
        ['content-type', json],
        ['Authorization', 'Bearer x'],
      ],
    },
    { method: 'DELETE', headers: [['X-Custom', '1']] },
    { headers: [['accept', json]] },
    { headers: [['accept-language', 'de']] },
    { headers: [['user-agent', 'mine']] },
    { headers: [['range', 'bytes=0-10']] },
    { headers: [['cache-control', 'no-cache']] },
    {
      headers: [
        ['x-a', '1'],
        ['accept', json],
        ['accept-language', 'fr'],
        ['x-b', '2'],
      ],
    },
  ],
  xhr: [
    {},
    include,
    { method: 'POST', body: '{}', headers: [['content-type', json]] },
    { method: 'PUT', body: 'text', ...include },
    { headers: [['accept', json]] },
  ],
  image: [{}, include, bare],
  font: [{}],
  script: [{}, include, bare],
  module: [{}, include],
  stylesheet: [{}, include, bare],
  video: [{}, include, bare],
  audio: [{}, include, bare],
  eventsource: [{}, include],
  beacon: [
    { method: 'POST', body: 'text', mode: 'no-cors', ...include },
    { method: 'POST', body: '{}', headers: [['content-type', json]], ...include },
  ],
  worker: [{}, include, { credentials: 'omit' }],
};

const failing: readonly Response[] = ['closed', 'preflight-closed', 'wildcard', 'mismatch', 'no-credentials'];

function* ownCases(): Generator<Omit<WholeCase, 'id'>> {
  for (const relation of Object.keys(relations) as Relation[])
    for (const kind of kinds) for (const own of variants[kind]) yield { relation, kind, ...base, ...own };
  for (const kind of kinds)
    for (const own of variants[kind]) {
      if (own.mode === 'no-cors') continue;
      for (const response of failing) yield { relation: 'loopback', kind, ...base, ...own, response };
    }
  for (const kind of kinds)
    for (const response of ['not-found', 'other-type'] as const)
      yield { relation: 'loopback', kind, ...base, ...variants[kind][0], response };
  for (const kind of kinds)
    for (const own of variants[kind].slice(0, 3)) {
      for (const redirect of ['loopback-third', 'loopback-address', 'loopback-name'] as const)
        yield { relation: 'loopback', kind, ...base, ...own, redirect };
      for (const redirect of ['https-third', 'https-sibling', 'https-page', 'http-api'] as const)
        yield { relation: 'same-site', kind, ...base, ...own, redirect };
    }
}

/** Everything that is recorded, in one order. */
export function wholeCases(): WholeCase[] {
  const counts = new Map<string, number>();
  return [...ownCases()].map((own) => {
    const name = `${own.kind}-${own.relation}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { id: `${name}-${String(count)}`, ...own };
  });
}
