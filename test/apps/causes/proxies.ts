import cors from 'cors';
import type express from 'express';
import type { Express } from 'express';
import type { CrossOriginRequest, Target } from '../../../src/index.js';
import { simulateFetch } from '../../../src/index.js';
import { nodeProxy, type Passing } from '../../support/node-proxy.js';
import { both, type CauseCase } from './cause-case.js';
import { page } from './parts.js';

const servedAt = 'https://api.example';
const getUsers = { origin: page, path: '/users', servedAt };
const other = 'https://other.example';
const asked = { on: both, expected: 'allowed' } as const;

type MakeApp = (make: typeof express) => Express;
const withCors: MakeApp = (make) => users(make().use(cors({ origin: page })));
const without: MakeApp = (make) => users(make());
function users(app: Express): Express {
  return app
    .get('/users', (_, res) => void res.json([]))
    .get('/missing', (_, res) => void res.sendStatus(404))
    .post('/users', (_, res) => void res.sendStatus(201));
}

/** The app behind a proxy that is started when it is first asked. */
function behind(app: Express, passing: () => Passing, before?: CrossOriginRequest): Target {
  let started: Promise<Target> | undefined;
  const start = async (): Promise<Target> => {
    const { url, port } = await nodeProxy(passing());
    const target = { url, app, port };
    if (before !== undefined) await simulateFetch(target, before);
    return target;
  };
  return { target: () => (started ??= start()) };
}

/** The same proxy, with and without its fault. */
function cases(
  make: MakeApp,
  wrong: Passing | (() => Passing),
  control: Passing = {},
  before?: CrossOriginRequest,
): Pick<CauseCase, 'wrong' | 'control'> {
  const passing = typeof wrong === 'function' ? wrong : () => wrong;
  return {
    wrong: (version) => behind(make(version), passing, before),
    control: (version) => behind(make(version), () => control),
  };
}

const allowOrigin = /^access-control-allow-origin$/i;
/** Without the lines of this header. */
function dropped(raw: string[]): string[] {
  return raw.filter((_, index) => !allowOrigin.test(raw[index - (index % 2)] ?? ''));
}
const setTo =
  (value: string) =>
  (raw: string[]): string[] => [...dropped(raw), 'Access-Control-Allow-Origin', value];

/** A proxy that stores every response, whatever it varies by. */
function storing(): Passing {
  const stored = new Map<string, string[]>();
  return {
    responds: ({ method, url = '' }, response) => {
      const raw = method === 'GET' ? stored.get(url) : undefined;
      if (raw === undefined) return false;
      response.writeHead(200, raw).end('[]');
      return true;
    },
    headers: (raw, { method, url = '' }) => {
      if (method === 'GET') stored.set(url, raw);
      return raw;
    },
  };
}

export const proxyCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'answered-by-proxy',
    title: 'nginx rejects an upload that is too large',
    ...cases(withCors, {
      responds: ({ method }, response) => {
        if (method !== 'POST') return false;
        response.writeHead(413, { Server: 'nginx', 'Content-Type': 'text/html' });
        response.end('<html><body><hr><center>nginx</center></body></html>');
        return true;
      },
    }),
    request: { ...getUsers, method: 'POST', body: 'a photo' },
    code: 'MissingAllowOriginHeader',
  },
  {
    ...asked,
    cause: 'proxy-removed-header',
    title: 'the proxy hides the header',
    ...cases(withCors, { headers: dropped }),
    request: getUsers,
    code: 'MissingAllowOriginHeader',
  },
  {
    ...asked,
    cause: 'proxy-overwrote-header',
    title: 'the proxy sets the header for another page',
    ...cases(withCors, { headers: setTo(other) }),
    request: getUsers,
    code: 'AllowOriginMismatch',
  },
  {
    ...asked,
    cause: 'proxy-added-header',
    title: 'the proxy sets "*", and the page sends cookies',
    ...cases(
      without,
      { headers: setTo('*') },
      { headers: (raw) => [...setTo(page)(raw), 'Access-Control-Allow-Credentials', 'true'] },
    ),
    request: { ...getUsers, credentials: 'include' },
    code: 'WildcardOriginNotAllowed',
  },
  {
    ...asked,
    cause: 'proxy-headers-not-always',
    title: 'the proxy sets the header, but not of errors',
    ...cases(
      without,
      { headers: (raw, _, status) => (status < 400 ? setTo(page)(raw) : raw) },
      { headers: setTo(page) },
    ),
    request: { ...getUsers, path: '/missing' },
    code: 'MissingAllowOriginHeader',
  },
  {
    ...asked,
    cause: 'proxy-cached-for-another-origin',
    title: 'the proxy has stored the response to another page',
    ...cases(
      (make) => users(make().use(cors({ origin: true }))),
      storing,
      {},
      { ...getUsers, origin: other },
    ),
    request: getUsers,
    code: 'AllowOriginMismatch',
  },
  {
    ...asked,
    cause: 'cors-headers-twice',
    title: 'the proxy adds the header of the app again',
    ...cases(withCors, { headers: (raw) => [...raw, 'Access-Control-Allow-Origin', page] }),
    request: getUsers,
    code: 'MultipleAllowOriginValues',
  },
];
