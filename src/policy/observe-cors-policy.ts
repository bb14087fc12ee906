import { unrelatedOrigins } from '../request/unrelated-origins.js';
import { routeTableOf } from '../app/route-table.js';
import { settled } from '../app/catch-alls.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { placing } from '../runner/call-site.js';
import { Answers, type Observed, shownAsked } from './observe-answers.js';
import { askAs } from './observe-origin.js';
import { type CheckedObservation, checkObservation, type ObservationOptions } from './observe-options.js';
import { routedAt } from './observe-routes.js';
import { rulesFrom } from './observe-rules.js';
import { type OriginTerms, termsOf } from './observe-terms.js';
import type { CorsPolicy, RoutePolicy } from './policy.js';
import { appInHand } from '../http/app-in-hand.js';
import { deadlineIn } from '../http/deadline.js';
import type { Target } from '../http/target.js';

/**
 * Finds out from outside what an app allows pages to do today, so that a snapshot shows when that changes. Requests each
 * route as pages at the given origins, as one at an opaque origin and as two unrelated ones. Sends only OPTIONS, GET and
 * HEAD: all other methods are judged by their preflight. Redirects are not followed.
 *
 * @param target An Express app, a `(req, res)` listener, a server, a URL, or `{ target: () => app }`.
 * @returns Plain data, the same whenever the app does the same; `policyTable` makes it a table.
 * @throws {UsageError} for what no page could request, and for a target that is not this machine without `allowRemote`.
 * @throws {InconclusiveError} when a rate limiter responds, the app is not available, or it behaves differently at the end.
 * @throws {ExchangeError} when there is no HTTP response.
 * @example
 * const policy = await observeCorsPolicy(app, { origins: ['https://app.example'], routes: ['/users'] });
 * expect(policyTable(policy)).toMatchSnapshot();
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function observeCorsPolicy(target: Target, options: ObservationOptions): Promise<CorsPolicy> {
  const observing = async (): Promise<CorsPolicy> => observed(target, checkObservation(options));
  return placing(observing(), observeCorsPolicy);
}

async function observed(
  target: unknown,
  { origins: given, routes, allowRemote, ...terms }: CheckedObservation,
): Promise<CorsPolicy> {
  const answers = new Answers(target, terms);
  const origins = [...new Set([...given, 'null', ...unrelatedOrigins])].sort();
  const [origin = ''] = given;
  const first: Observed = { kind: 'request', method: 'GET', origin, path: routes[0]?.asked.path ?? '/' };
  if (!allowRemote) await answers.checkOnThisMachine(first);
  await answers.to(first);
  const table = await settled(
    routeTableOf(await appInHand(target, deadlineIn(terms.timeout))),
    async (path) => (await answers.to({ ...first, path })).status,
  );
  const controls: Observed[] = [first];
  const policies: RoutePolicy[] = [];
  for (const { asked, policy } of routes) {
    const given = await Promise.all(origins.map((one) => askAs(one, asked, answers)));
    const terms = given.map(termsOf);
    controls.push(controlOf(terms, asked.path));
    const rules = rulesFrom(terms, given);
    policies.push({ ...policy, routed: routedAt(asked.path, table, rules), rules });
  }
  // Twice in a row: an expression with the flag `g` matches every other time.
  for (const control of controls.flatMap((one) => [one, one])) await checkSame(control, answers);
  return { origins, routes: policies };
}

/** @throws {InconclusiveError} where an app always fails and allows no origin. */
function controlOf(terms: readonly OriginTerms[], path: string): Observed {
  const [shown] = [...terms.filter(({ isAllowed }) => isAllowed), ...terms];
  if (shown === undefined) throw new Error('unreachable: some origins are always tried');
  const control = { ...shown.control, path };
  if (terms.some(({ isAllowed, isFailing }) => isAllowed || !isFailing)) return control;
  throw new InconclusiveError(
    'unavailable',
    `${shownAsked(control)} gets ${String(shown.terms.status.GET)}, and every other request to this path fails as well: that proves nothing about origins.`,
  );
}

async function checkSame(control: Observed, answers: Answers): Promise<void> {
  const before = await answers.to(control);
  const after = await answers.askedAnew(control);
  const was = before.plain.anonymous;
  if (after.status === before.status && after.plain.anonymous === was) return;
  const verdict = (isAllowed: boolean): string => (isAllowed ? 'allowed' : 'blocked');
  throw new InconclusiveError(
    'control-blocked',
    `${shownAsked(control)} was ${verdict(was)} with ${String(before.status)} at first and ${verdict(after.plain.anonymous)} with ${String(after.status)} later: results in between are unreliable.`,
  );
}
