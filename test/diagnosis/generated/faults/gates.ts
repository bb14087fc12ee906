import type { CauseId } from '../../../../src/index.js';
import type { Draft, GateName } from '../draft.js';
import { type Fault, isPreflighted } from './fault.js';

/** A function that responds: before CORS where it is the fault, behind it where it is mended. */
function before(
  name: GateName,
  id: string,
  accepts: (draft: Draft) => readonly CauseId[],
  fits: (draft: Draft) => boolean = () => true,
  request: (draft: Draft) => Draft['request'] = (draft) => draft.request,
): Fault {
  return {
    id,
    slot: `gate ${name}`,
    // hapi sets its CORS headers on what its first hooks respond as well: then only the status is wrong.
    accepts: (draft) =>
      draft.framework === 'hapi' ? [...accepts(draft), 'preflight-status-not-ok'] : accepts(draft),
    culprit: name,
    fits,
    prepare: (draft) => ({
      ...draft,
      gates: [...draft.gates, { name, at: 'after' }],
      request: request(draft),
    }),
    apply: (draft) => ({
      ...draft,
      gates: draft.gates.map((gate) => (gate.name === name ? { name, at: 'before' } : gate)),
    }),
  };
}

// Each is a function that has responded before CORS. Where the response to the actual request is an error, it is as true
// that errors lack what good responses have.
const early: readonly CauseId[] = ['answered-before-cors', 'error-response-without-cors-headers'];
const auth: readonly CauseId[] = ['preflight-blocked-by-authentication', ...early];
const redirected: readonly CauseId[] = [
  'preflight-redirected',
  'redirect-without-cors-headers',
  'answered-before-cors',
];

const hasBody = ({ request }: Draft): boolean => request.json !== undefined;

function withBrokenBody({
  request: { origin, path, method, credentials, headers },
}: Draft): Draft['request'] {
  return {
    origin,
    path,
    method,
    credentials,
    body: '{"name": ',
    headers: { ...(headers as Record<string, string> | undefined), 'content-type': 'application/json' },
  };
}

export const gateFaults: readonly Fault[] = [
  before('requireAuth', '401 before cors', () => auth),
  before('requireSession', '403 before cors', () => auth),
  before('limitRate', '429 before cors', () => early),
  before('rejectCrossSite', 'Sec-Fetch-Site is checked before cors', () => [
    'isolation-policy-rejects',
    ...early,
  ]),
  before(
    'serveFiles',
    'a file before cors',
    () => ['answered-before-cors'],
    (draft) => !isPreflighted(draft),
  ),
  before('parseBody', 'broken JSON is rejected before cors', () => early, hasBody, withBrokenBody),
  before('limitBody', 'a large body is rejected before cors', () => early, hasBody),
  before('addSlash', 'a slash is added before cors', () => redirected),
  before('redirectToLogin', 'redirect to the login before cors', () => redirected),
  before('moveToV2', 'redirect to another path before cors', () => redirected),
  {
    ...before('redirectToHttps', 'redirect to https before cors', () => redirected, isPreflighted),
    // It is the address in the page that is mended: then there is none.
    prepare: (draft) => draft,
    apply: (draft) => ({ ...draft, gates: [...draft.gates, { name: 'redirectToHttps', at: 'before' }] }),
  },
];
