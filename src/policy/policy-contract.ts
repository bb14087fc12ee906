import { shownUrl } from '../state/disclosure.js';
import { UsageError } from '../errors/usage-error.js';
import {
  forbiddenResponseHeaderNames,
  safelistedResponseHeaderNames,
} from '../standard/filtered-response.js';
import type {
  CorsContract,
  DeclaredOrigins,
  ExactPart,
  OriginsOrAny,
  RouteContract,
} from '../contract/contract.js';
import { checkPolicy, type CorsPolicy, type PolicyRule, type RoutePolicy } from './policy.js';

/**
 * The contract that an observed app keeps, as strict as what was observed: what it rejects today must be rejected, and
 * lists are `exact` where the app has lists.
 *
 * @param policy Of `observeCorsPolicy`; it may come from a JSON file.
 * @throws {UsageError} `invalid-value` for what a contract cannot declare: no origin is allowed, every origin is allowed
 * with credentials, or a route allows origins on different terms.
 * @example
 * const policy = await observeCorsPolicy(app, { origins: ['https://app.example'], routes: ['/users'] });
 * writeFileSync('cors-contract.json', JSON.stringify(contractFromPolicy(policy), null, 2));
 */
export function contractFromPolicy(policy: CorsPolicy): CorsContract {
  checkPolicy(policy, 'contractFromPolicy()');
  const routes = policy.routes.flatMap((route) => {
    const terms = declarable(route.rules).flatMap((rule) => routeFrom(route, rule, policy.origins) ?? []);
    return terms.reduce<OwnRoute[]>((known, more) => joined(known, more), []);
  });
  const origins = mostUsed(routes.map((route) => route.origins));
  if (origins === undefined) {
    throw new UsageError(
      'invalid-value',
      'the policy allows no origin, and a contract needs at least one. Observe with the origins of your front ends.',
    );
  }
  const exact = routes[0]?.exact ?? [];
  const isShared = routes.every((route) => String(route.exact) === String(exact));
  return {
    origins,
    ...(isShared && exact.length > 0 ? { exact } : {}),
    routes: routes.map(({ origins: own, exact: ownExact, ...route }) => ({
      ...route,
      ...(JSON.stringify(own) === JSON.stringify(origins) ? {} : { origins: own }),
      ...(isShared ? {} : { exact: ownExact }),
    })),
  };
}

/** For all routes that do not name their own: a list before `*`, and none that is empty. */
function mostUsed(all: readonly OriginsOrAny[]): OriginsOrAny | undefined {
  const count = (one: OriginsOrAny): number =>
    all.filter((other) => JSON.stringify(other) === JSON.stringify(one)).length;
  const lists = all.filter((one) => one !== '*' && one.allowed.length > 0);
  return lists.toSorted((a, b) => count(b) - count(a))[0] ?? all.find((one) => one === '*');
}

/** Where every page is allowed, what some may do beyond that cannot be declared. */
function declarable(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const forAll = rules.filter(({ strangers }) => strangers);
  return forAll.length > 0 ? forAll : rules;
}

/** Terms that differ in nothing a contract says are the same. */
function joined(known: readonly OwnRoute[], more: OwnRoute): OwnRoute[] {
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

type OwnRoute = RouteContract & { readonly origins: OriginsOrAny; readonly exact: readonly ExactPart[] };

/** Undefined if there is no route: there is nothing to declare. */
function routeFrom(
  { path, params, asked, rules }: RoutePolicy,
  rule: PolicyRule,
  origins: readonly string[],
): OwnRoute | undefined {
  const methods = methodsOf(rule, asked.methods);
  if (methods.length === 0) return undefined;
  const isLetIn = rule.strangers || rule.origins.length > 0;
  const exposedHeaders = methods.some((method) => method === 'GET' || method === 'HEAD')
    ? (rule.exposedHeaders ?? []).filter(isDeclarable)
    : [];
  const requestHeaders = headersOf(rule, asked.requestHeaders);
  return {
    path,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    methods,
    origins: originsOf(path, rule, rules, origins),
    exact: exactOf(rule),
    ...(isLetIn && requestHeaders.length > 0 ? { requestHeaders } : {}),
    ...(rule.credentials === true ? { credentials: true } : {}),
    ...(exposedHeaders.length > 0 ? { exposedHeaders } : {}),
    ...(typeof rule.maxAge === 'number' ? { maxAge: rule.maxAge } : {}),
  };
}

/**
 * Those that answer: of the safelisted ones, which need no permission, POST only where it was asked about. Where nobody is
 * let in, any of them tells.
 */
function methodsOf(rule: PolicyRule, asked: readonly string[]): string[] {
  const { status, methods } = rule;
  const answers = (method: string): boolean => {
    const answered = method === 'GET' ? status.GET : method === 'HEAD' ? status.HEAD : undefined;
    // A contract cannot allow a redirect, or a route that does not exist.
    return (
      answered === undefined || ((answered < 300 || answered > 399) && answered !== 404 && answered !== 405)
    );
  };
  if (!rule.strangers && rule.origins.length === 0) return answers('GET') ? ['GET'] : [];
  const named = methods === 'any' ? [...new Set(['GET', ...asked])].sort() : methods;
  const answering = named.filter((method) => method !== 'OPTIONS' && answers(method));
  const meant = answering.filter((method) => method !== 'POST' || asked.includes('POST'));
  return meant.length > 0 ? meant : answering;
}

function headersOf({ requestHeaders }: PolicyRule, asked: readonly string[]): readonly string[] {
  if (requestHeaders !== 'any') return requestHeaders;
  return asked.length > 0 ? asked : ['content-type'];
}

/** OPTIONS itself cannot be declared: a contract would send it, and the preflight's handler would respond. */
function exactOf({ methods, requestHeaders }: PolicyRule): ExactPart[] {
  return [
    ...(methods === 'any' || methods.includes('OPTIONS') ? [] : (['methods'] as const)),
    ...(requestHeaders === 'any' ? [] : (['headers'] as const)),
  ];
}

function originsOf(
  path: string,
  { strangers, credentials, origins }: PolicyRule,
  rules: readonly PolicyRule[],
  asked: readonly string[],
): OriginsOrAny {
  if (strangers && credentials === true) {
    throw new UsageError(
      'invalid-value',
      `${shownUrl(path)} allows every page with credentials, so any page can act as the logged-in user: a contract cannot declare that. List the origins in the app first.`,
    );
  }
  if (strangers) return '*';
  const letIn = rules.flatMap((rule) => rule.origins);
  const rejected = asked.filter((origin) => !letIn.includes(origin));
  return { allowed: origins, rejected } satisfies DeclaredOrigins;
}

function isDeclarable(name: string): boolean {
  return (
    name !== '*' &&
    !safelistedResponseHeaderNames.includes(name) &&
    !forbiddenResponseHeaderNames.includes(name)
  );
}
