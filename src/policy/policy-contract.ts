import { shownUrl } from '../state/disclosure.js';
import { UsageError } from '../errors/usage-error.js';
import type { CorsContract } from '../contract/contract.js';
import { enumerate } from '../text/sentence.js';
import { isUnrelated } from '../request/unrelated-origins.js';
import { contractOfRoutes } from './contract-of-routes.js';
import { checkPolicy, type CorsPolicy, type PolicyRule, type RoutePolicy } from './policy.js';
import { type DeclaredRoute, routeFrom } from './policy-route.js';

/**
 * The contract that an observed app keeps, as strict as what was observed: what it rejects today must be rejected, and
 * lists are `exact` where the app has lists. Of an app whose routes can be read, it declares the methods that have one.
 *
 * @param policy Of `observeCorsPolicy`; it may come from a JSON file.
 * @throws {UsageError} `invalid-value` for what a contract cannot declare: no origin is allowed, every origin is allowed
 * with credentials or all but one, or a route allows origins, preflights or actual requests on different terms.
 * @example
 * const policy = await observeCorsPolicy(app, { origins: ['https://app.example'], routes: ['/users'] });
 * writeFileSync('cors-contract.json', JSON.stringify(contractFromPolicy(policy), null, 2));
 */
export function contractFromPolicy(policy: CorsPolicy): CorsContract {
  checkPolicy(policy, 'contractFromPolicy()');
  const routes = policy.routes.flatMap((route) => {
    const rules = declarable(route, policy.origins);
    const terms = rules.flatMap((rule) => routeFrom(route, rule, policy.origins) ?? []);
    return terms.reduce<DeclaredRoute[]>((known, more) => joined(known, more), []);
  });
  const contract = contractOfRoutes(routes);
  if (contract === undefined) throw nothingToDeclare(policy);
  return contract;
}

function nothingToDeclare({ routes }: CorsPolicy): UsageError {
  const allows = routes.filter(({ rules }) =>
    rules.some((rule) => rule.strangers || rule.origins.length > 0),
  );
  return new UsageError(
    'invalid-value',
    allows.length === 0
      ? 'the policy allows no origin, and a contract needs at least one. Observe with the origins of your front ends.'
      : `the app has no route that a contract could declare: it redirects, or has none, at ${enumerate(allows.map(({ path }) => shownUrl(path)))}. Observe the paths of its routes, with their \`methods\`.`,
  );
}

/**
 * Where every page is allowed, what some may do beyond that cannot be declared.
 *
 * @throws {UsageError} where one of them may do less, or preflights and actual requests differ in what they allow.
 */
function declarable({ path, rules }: RoutePolicy, asked: readonly string[]): readonly PolicyRule[] {
  const apart = rules.find(({ credentials }) => String(credentials).endsWith(' only'));
  if (apart !== undefined)
    throw new UsageError(
      'invalid-value',
      `${shownUrl(path)} allows credentials on ${String(apart.credentials)}, and a contract declares them for both. Send Access-Control-Allow-Credentials on both, or on neither.`,
    );
  const [forAll, ...others] = rules.filter(({ strangers }) => strangers);
  if (forAll === undefined) return rules;
  const notAllowed = namedIn(asked, rules);
  const [less = notAllowed[0]] = rules.flatMap((rule) => (mayDoAll(forAll, rule) ? [] : rule.origins));
  if (less === undefined) return [forAll, ...others];
  const what = notAllowed.includes(less) ? 'every page except' : 'other pages more than';
  throw new UsageError(
    'invalid-value',
    `${shownUrl(path)} allows ${what} ${less}, which a contract cannot declare: with "*" it would pass although that page is blocked. Find out why the app treats this origin differently.`,
  );
}

/** The origins that were named and are not allowed; `null` is always tried. */
function namedIn(asked: readonly string[], rules: readonly PolicyRule[]): string[] {
  const letIn = rules.flatMap(({ origins }) => origins);
  return asked.filter((origin) => origin !== 'null' && !letIn.includes(origin) && !isUnrelated(origin));
}

function mayDoAll(forAll: PolicyRule, rule: PolicyRule): boolean {
  const holdsAll = (own: readonly string[] | 'any', needed: readonly string[] | 'any'): boolean =>
    own === 'any' || (needed !== 'any' && needed.every((name) => own.includes(name)));
  return (
    holdsAll(rule.methods, forAll.methods) &&
    holdsAll(forAll.blockedReads ?? [], rule.blockedReads ?? []) &&
    holdsAll(rule.requestHeaders, forAll.requestHeaders) &&
    holdsAll(rule.exposedHeaders ?? [], forAll.exposedHeaders ?? [])
  );
}

/** Terms that differ in nothing a contract says are the same. */
function joined(known: readonly DeclaredRoute[], more: DeclaredRoute): DeclaredRoute[] {
  const [before] = known;
  if (before === undefined) return [more];
  const { origins, ...terms } = before;
  const { origins: moreOrigins, ...moreTerms } = more;
  if (origins !== '*' && moreOrigins !== '*' && JSON.stringify(terms) === JSON.stringify(moreTerms))
    return [
      { ...before, origins: { ...origins, allowed: [...origins.allowed, ...moreOrigins.allowed].sort() } },
    ];
  throw new UsageError(
    'invalid-value',
    `${shownUrl(before.path)} allows origins on different terms, and a contract declares each request once. Observe each kind of origin separately, and make one contract per policy.`,
  );
}
