import type { CauseId } from '../../../../src/index.js';
import { admin, type Draft, type OriginSetting } from '../draft.js';
import { type Fault, isWithCredentials } from './fault.js';

function withOrigin(draft: Draft, origin: OriginSetting): Draft {
  return { ...draft, policy: { ...draft.policy, origin } };
}

/** Whether the one string is compared, and not said to everybody. */
const compares = ({ by, framework }: Draft): boolean =>
  by === 'package' && (framework === 'hono' || framework === 'hapi');

/**
 * The page's origin, written wrong: in a list beside another, or as the one string.
 *
 * @param isHidden Whether no origin that differs a little is known to be what a list holds. Then all that can be seen of
 * the list is true as well: it holds others, and not this one, which is to be added.
 */
function spelled(
  id: string,
  cause: CauseId,
  write: (page: string) => string | undefined,
  isHidden = false,
): Fault[] {
  return (['list', 'static'] as const).map((kind) => ({
    id: `${id} (${kind})`,
    slot: 'origin',
    accepts: (draft) =>
      isHidden && (kind === 'list' || compares(draft)) ? [cause, 'origin-not-listed'] : [cause],
    fits: (draft) => draft.request.origin !== 'null' && write(draft.request.origin) !== undefined,
    apply: (draft) => {
      const value = write(draft.request.origin) ?? '';
      return withOrigin(draft, kind === 'list' ? { kind, origins: [value, admin] } : { kind, value });
    },
  }));
}

function set(
  id: string,
  cause: CauseId,
  make: (draft: Draft) => OriginSetting,
  more: Partial<Fault> = {},
): Fault {
  return {
    id,
    slot: 'origin',
    accepts: () => [cause],
    fits: () => true,
    apply: (draft) => withOrigin(draft, make(draft)),
    ...more,
  };
}

/** hapi has no plugin for it: `cors: false` on the route is to have none. */
function switchedOff({ by, framework }: Draft): readonly CauseId[] {
  return framework === 'hapi' && by === 'package'
    ? ['cors-switched-off', 'no-cors-headers']
    : ['cors-switched-off'];
}

/** A string that is compared does not show: it equals no origin, so that this one is not listed. */
const joined = (draft: Draft): readonly CauseId[] =>
  compares(draft) ? ['origins-joined', 'origin-not-listed'] : ['origins-joined'];

const hasPort = (page: string): boolean => /:\d+$/.test(page);
const others = [admin, 'https://partner.example'];

export const originFaults: readonly Fault[] = [
  set('list without the origin', 'origin-not-listed', () => ({ kind: 'list', origins: others })),
  set('another origin to everybody', 'origin-not-listed', () => ({ kind: 'static', value: admin })),
  set('function without the origin', 'origin-not-listed', () => ({
    kind: 'function',
    origins: others,
    fails: false,
  })),
  set(
    'pattern of other origins',
    'origin-not-listed',
    () => ({
      kind: 'pattern',
      pattern: /^https:\/\/\w+\.partner\.example$/,
    }),
    { fits: ({ framework }) => framework !== 'hapi' },
  ),
  ...spelled('trailing slash', 'origin-trailing-slash', (page) => `${page}/`),
  ...spelled('other scheme', 'origin-scheme-differs', (page) =>
    page.startsWith('https') ? page.replace('https', 'http') : page.replace('http', 'https'),
  ),
  ...spelled(
    'other port',
    'origin-port-differs',
    (page) => (hasPort(page) ? page.replace(/:\d+$/, ':3000') : `${page}:3000`),
    true,
  ),
  ...spelled('no port', 'origin-port-differs', (page) =>
    hasPort(page) ? page.replace(/:\d+$/, '') : undefined,
  ),
  ...spelled(
    'upper case',
    'origin-host-case',
    (page) => (page.includes('app.') ? page.replace('app.', 'App.') : undefined),
    true,
  ),
  ...spelled('no scheme', 'origin-without-scheme', (page) => page.replace(/^https?:\/\//, ''), true),
  ...spelled('path', 'origin-with-path', (page) => `${page}/app`, true),
  ...spelled('other loopback', 'localhost-is-not-127-0-0-1', (page) => {
    if (page.includes('localhost')) return page.replace('localhost', '127.0.0.1');
    return page.includes('127.0.0.1') ? page.replace('127.0.0.1', 'localhost') : undefined;
  }),
  ...spelled(
    'pattern as text',
    'origin-pattern-is-text',
    (page) => (page.includes('app.') ? page.replace('app.', '*.') : undefined),
    true,
  ),
  set("['*']", 'wildcard-in-list', () => ({ kind: 'list', origins: ['*'] }), {
    // This one knows what is meant.
    fits: ({ by, framework }) => by === 'hand' || framework !== 'fastify',
  }),
  set(
    'joined',
    'origins-joined',
    ({ request }) => ({ kind: 'static', value: `${request.origin}, ${admin}` }),
    { accepts: joined },
  ),
  set(
    'joined by a blank',
    'origins-joined',
    ({ request }) => ({ kind: 'static', value: `${admin} ${request.origin}` }),
    { accepts: joined },
  ),
  set('origin: undefined', 'cors-switched-off', () => ({ kind: 'off', value: undefined }), {
    // These two fail with a TypeError, in words of their own.
    fits: ({ by, framework }) => by === 'hand' || !['hono', 'fastify'].includes(framework),
    accepts: switchedOff,
  }),
  set("origin: ''", 'cors-switched-off', () => ({ kind: 'off', value: '' }), {
    fits: ({ by, framework }) => by === 'hand' || framework !== 'fastify',
    accepts: switchedOff,
  }),
  set('origin: false', 'cors-switched-off', () => ({ kind: 'off', value: false }), {
    fits: ({ by, framework }) => by === 'package' && framework !== 'hono',
    accepts: switchedOff,
  }),
  set(
    'function fails',
    'origin-callback-failed',
    () => ({ kind: 'function', origins: others, fails: true }),
    {
      fits: ({ by, framework }) => by === 'package' && framework !== 'hapi',
      // The list of the function lacks the origin as well: to add it is the other half of the fix.
      accepts: () => ['origin-callback-failed', 'origin-not-listed'],
    },
  ),
  set('* with credentials', 'wildcard-with-credentials', () => ({ kind: 'static', value: '*' }), {
    fits: isWithCredentials,
  }),
  set(
    'RegExp with the flag g',
    'stateful-origin-check',
    ({ request }) => ({
      kind: 'pattern',
      pattern: new RegExp(`^${request.origin.replaceAll('.', '\\.')}$`, 'g'),
    }),
    {
      fits: ({ framework }) => framework !== 'hapi',
      prepare: (draft) => ({ ...draft, before: 1 }),
    },
  ),
];
