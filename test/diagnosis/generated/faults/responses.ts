import type { CauseId, FetchOutcome } from '../../../../src/index.js';
import type { Draft, Elsewhere, Ending, Late } from '../draft.js';
import { admin } from '../draft.js';
import { type Fault, isExpressLike, isPreflighted, isWithCredentials } from './fault.js';

function late(
  name: Late,
  id: string,
  accepts: readonly CauseId[],
  fits: (draft: Draft) => boolean = () => true,
): Fault {
  return {
    id,
    slot: 'late',
    accepts: ({ place }, without) => [
      ...accepts,
      ...whereNothingWas(name, without),
      // Only preflights come as far as CORS: what it says of them and what the layer says of the rest are two policies.
      ...(place === 'after-route' ? (['preflight-and-request-policies-differ'] as const) : []),
    ],
    culprit: name,
    fits,
    apply: (draft) => ({ ...draft, late: name }),
  };
}

/** Where CORS had not let the page in, nothing good was overwritten: then what came later says who is allowed. */
function whereNothingWas(name: Late | Ending, without: FetchOutcome): readonly CauseId[] {
  if (!/AllowOrigin/.test(without.code ?? '')) return [];
  if (name === 'overwriteWithAny') return ['wildcard-with-credentials'];
  return name === 'stripHeaders' ? [] : ['origin-not-listed'];
}

function ends(
  ending: Ending,
  id: string,
  accepts: (draft: Draft) => readonly CauseId[],
  fits: (draft: Draft) => boolean,
): Fault {
  return {
    id,
    slot: 'ending',
    accepts: (draft, without) => [
      ...accepts(draft),
      ...(ending === 'writes-admin' ? [...instead(draft), ...whereNothingWas(ending, without)] : []),
    ],
    culprit: 'serveUsers',
    fits,
    prepare: (draft) => ({ ...draft, ending: 'sync' }),
    apply: (draft) => ({ ...draft, ending }),
  };
}

/** Leads to another origin, which allows any page where it is mended. */
function redirects(target: Elsewhere, id: string, accepts: readonly CauseId[]): Fault {
  return {
    id,
    slot: 'ending',
    accepts: () => accepts,
    fits: (draft) => !isWithCredentials(draft) && !isPreflighted(draft),
    prepare: (draft) => ({ ...draft, ending: 'redirects' }),
    apply: (draft) => ({ ...draft, elsewhere: target }),
  };
}

/** Where the framework has its headers still to send, the handler's are the only ones: a policy of its own. */
function instead({ framework }: Draft): readonly CauseId[] {
  if (framework !== 'fastify' && framework !== 'hapi') return [];
  return ['preflight-and-request-policies-differ', 'origin-not-listed'];
}

/** Fastify and hapi have the headers still to send; in the others they are set on the response, and taken off it. */
function past({ framework }: Draft): readonly CauseId[] {
  return framework === 'fastify' || framework === 'hapi'
    ? ['raw-response-without-cors-headers']
    : ['cors-headers-removed'];
}

const hasRaw = ({ framework }: Draft): boolean => framework !== 'hono';

export const responseFaults: readonly Fault[] = [
  late('overwriteWithAny', 'overwritten with *', ['cors-headers-removed'], isWithCredentials),
  late('overwriteWithAdmin', 'overwritten with another origin', ['cors-headers-removed']),
  late('stripHeaders', 'removed', ['cors-headers-removed']),
  late('addSecondOrigin', 'a second value', ['cors-headers-twice']),
  ends('raw-past', 'written past the framework', past, hasRaw),
  ends('pipe-past', 'piped past the framework', past, hasRaw),
  ends('writes-admin', 'writeHead over cors', () => ['cors-headers-removed'], hasRaw),
  {
    ...redirects('lists-page', 'redirect to an origin that lists the page', ['redirected-to-another-origin']),
    // Where CORS is not in front of it, it is as true that the redirect itself is without headers.
    accepts: ({ place }) =>
      place === 'first'
        ? ['redirected-to-another-origin']
        : ['redirected-to-another-origin', 'redirect-without-cors-headers'],
    // Without the redirect it is the app itself that responds.
    prepare: (draft) => ({ ...draft, ending: 'sync' }),
    apply: (draft) => ({ ...draft, ending: 'redirects', elsewhere: 'lists-page' }),
  },
  redirects('bare', 'redirect to an origin without CORS', ['no-cors-headers']),
  redirects('lists-admin', 'redirect to an origin that lists another page', ['origin-not-listed']),
  {
    id: 'errors lose the headers',
    slot: 'errors',
    // Where a function of the app takes them off, they were removed.
    accepts: () => ['error-response-without-cors-headers', 'cors-headers-removed'],
    fits: ({ framework, by }) => framework !== 'nest' && (framework !== 'hapi' || by === 'hand'),
    prepare: (draft) => ({ ...draft, ending: draft.ending === 'rejects' ? 'rejects' : 'throws' }),
    apply: (draft) => ({ ...draft, dropsOnError: true }),
  },
  {
    id: 'preflights go on to a handler',
    slot: 'preflight',
    // By hand there is no option of that name: only the status is wrong.
    accepts: ({ by }) =>
      by === 'hand'
        ? ['preflight-continues-to-handler', 'preflight-status-not-ok']
        : ['preflight-continues-to-handler'],
    fits: (draft) =>
      isPreflighted(draft) && (draft.by === 'hand' || isExpressLike(draft) || draft.framework === 'fastify'),
    prepare: (draft) => ({ ...draft, rejectsOptions: true }),
    apply: (draft) => ({ ...draft, preflight: 'continues' }),
  },
  {
    id: 'preflights get 400',
    slot: 'preflight',
    accepts: () => ['preflight-status-not-ok'],
    fits: (draft) =>
      isPreflighted(draft) && (draft.by === 'hand' || isExpressLike(draft) || draft.framework === 'fastify'),
    apply: (draft) => ({ ...draft, preflight: 'status-400' }),
  },
  {
    id: 'Cross-Origin-Resource-Policy',
    slot: 'page mode',
    accepts: () => ['resource-policy-blocks'],
    fits: (draft) => !isPreflighted(draft) && draft.request.method === 'GET',
    prepare: (draft) => ({ ...draft, request: { ...draft.request, mode: 'no-cors' } }),
    apply: (draft) => ({ ...draft, resourcePolicy: 'same-origin' }),
  },
  {
    id: 'the actual request is for another origin',
    slot: 'two policies',
    // Of the response that decides, it is as true that it names others.
    accepts: () => ['preflight-and-request-policies-differ', 'origin-not-listed'],
    fits: (draft) => isPreflighted(draft) && !['nest', 'hapi'].includes(draft.framework),
    apply: (draft) => ({
      ...draft,
      actualPolicy: { ...draft.policy, origin: { kind: 'list', origins: [admin] } },
    }),
  },
  {
    id: 'the actual request is without credentials',
    slot: 'two policies',
    // Of the response that decides, it is as true that it lacks them.
    accepts: () => ['preflight-and-request-policies-differ', 'credentials-not-enabled'],
    fits: (draft) =>
      isPreflighted(draft) && isWithCredentials(draft) && !['nest', 'hapi'].includes(draft.framework),
    apply: (draft) => ({ ...draft, actualPolicy: { ...draft.policy, credentials: null } }),
  },
];
