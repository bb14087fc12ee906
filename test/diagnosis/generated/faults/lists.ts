import type { CauseId } from '../../../../src/index.js';
import type { Draft, Policy } from '../draft.js';
import { type Fault, isWithCredentials } from './fault.js';

function change(
  id: string,
  slot: 'methods' | 'headers' | 'credentials',
  cause: CauseId,
  make: (draft: Draft) => Partial<Policy>,
  fits: (draft: Draft) => boolean,
): Fault {
  return {
    id,
    slot,
    accepts: () => [cause],
    fits,
    apply: (draft) => ({ ...draft, policy: { ...draft.policy, ...make(draft) } }),
  };
}

const isUnsafe = ({ request }: Draft): boolean => !['GET', 'POST'].includes(request.method);
const isByHand = ({ by }: Draft): boolean => by === 'hand';
const hasToken = ({ request }: Draft): boolean =>
  Object.hasOwn(Object(request.headers) as object, 'authorization');
const hasJson = ({ request }: Draft): boolean => request.json !== undefined;

export const listFaults: readonly Fault[] = [
  change(
    'no credentials',
    'credentials',
    'credentials-not-enabled',
    () => ({ credentials: null }),
    isWithCredentials,
  ),
  change(
    "'True'",
    'credentials',
    'credentials-value-wrong',
    () => ({ credentials: 'True' }),
    (draft) => isWithCredentials(draft) && isByHand(draft),
  ),
  change('method missing', 'methods', 'method-not-listed', () => ({ methods: ['GET', 'POST'] }), isUnsafe),
  change(
    'method in lower case',
    'methods',
    'method-case',
    ({ policy }) => ({ methods: (policy.methods as string[]).map((name) => name.toLowerCase()) }),
    isUnsafe,
  ),
  change(
    'methods without commas',
    'methods',
    'list-not-parsable',
    () => ({ methods: 'GET PUT PATCH DELETE' }),
    (draft) => isUnsafe(draft) && isByHand(draft),
  ),
  change(
    'methods: * with credentials',
    'methods',
    'wildcard-is-literal-with-credentials',
    () => ({ methods: ['*'] }),
    (draft) => isUnsafe(draft) && isWithCredentials(draft),
  ),
  change(
    'Authorization missing',
    'headers',
    'header-not-listed',
    () => ({ headers: ['Content-Type'] }),
    hasToken,
  ),
  change(
    'Content-Type missing',
    'headers',
    'header-not-listed',
    () => ({ headers: ['Authorization'] }),
    hasJson,
  ),
  change(
    'headers: * with credentials',
    'headers',
    'wildcard-is-literal-with-credentials',
    () => ({ headers: ['*'] }),
    (draft) => isWithCredentials(draft) && (hasJson(draft) || hasToken(draft)) && draft.framework !== 'hapi',
  ),
  change(
    'headers in brackets',
    'headers',
    'list-not-parsable',
    () => ({ headers: '[Content-Type, Authorization]' }),
    (draft) => isByHand(draft) && (hasJson(draft) || hasToken(draft)),
  ),
  {
    id: 'the page writes patch',
    slot: 'page method',
    accepts: () => ['method-case'],
    fits: ({ request }) => request.method === 'PATCH',
    apply: (draft) => ({ ...draft, request: { ...draft.request, method: 'patch' } }),
  },
];
