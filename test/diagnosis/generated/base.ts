import { admin, type Draft, type Ending, type Framework, frameworks, type OriginSetting } from './draft.js';
import type { Random } from './random.js';

export const pages = [
  'https://app.example',
  'http://localhost:5173',
  'http://127.0.0.1:5173',
  'https://app.example:8443',
  'null',
] as const;

const authorization = 'Bearer t0ken';

/** What a page does, apart from its origin. */
const requests: readonly Omit<Draft['request'], 'origin'>[] = [
  { method: 'GET' },
  { method: 'GET', headers: { authorization } },
  { method: 'GET', credentials: 'include' },
  { method: 'PUT', json: { name: 'Ada' } },
  { method: 'PATCH', json: { name: 'Ada' }, headers: { authorization } },
  { method: 'DELETE' },
  { method: 'DELETE', headers: { authorization }, credentials: 'include' },
  { method: 'POST', json: { name: 'Ada' }, credentials: 'include' },
  { method: 'POST', json: { name: 'Ada' } },
];

const endings: readonly Ending[] = ['sync', 'async', 'stream', 'throws', 'rejects', 'error-status', 'raw'];

function originSetting(random: Random, page: string, framework: Framework): OriginSetting {
  const origins = random.shuffled([page, admin]);
  const settings: OriginSetting[] = [
    { kind: 'list', origins },
    { kind: 'list', origins },
    { kind: 'function', origins, fails: false },
    { kind: 'static', value: page },
  ];
  if (framework !== 'hapi')
    settings.push({ kind: 'pattern', pattern: new RegExp(`^${page.replaceAll('.', '\\.')}$`) });
  return random.pick(settings);
}

/** An app that lets the page in, without faults. */
export function healthyDraft(random: Random): Draft {
  const framework = random.pick(frameworks);
  const origin = random.chance(0.5) ? pages[0] : random.pick(pages);
  const request = { path: '/users', origin, ...random.pick(requests) };
  const usesCredentials = request.credentials === 'include' || random.chance(0.2);
  return {
    framework,
    by: random.chance(0.6) ? 'package' : 'hand',
    policy: {
      origin: originSetting(random, origin, framework),
      credentials: usesCredentials ? 'true' : null,
      methods: ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'],
      headers: ['Content-Type', 'Authorization'],
    },
    actualPolicy: null,
    place: 'first',
    gates: [],
    late: null,
    ending: random.chance(0.4) ? 'sync' : random.pick(endings),
    elsewhere: 'any',
    hasErrorHandler: random.chance(0.5),
    dropsOnError: false,
    preflight: 'handled',
    rejectsOptions: false,
    resourcePolicy: null,
    varies: random.chance(0.8),
    request,
    before: 0,
  };
}
