import { shownUrl } from '../state/disclosure.js';
import { UsageError } from '../errors/usage-error.js';
import {
  forbiddenResponseHeaderNames,
  safelistedResponseHeaderNames,
} from '../standard/filtered-response.js';
import { isCorsSafelistedMethod } from '../standard/method.js';
import type { DeclaredOrigins, ExactPart, OriginsOrAny, RouteContract } from '../contract/contract.js';
import { enumerate } from '../text/sentence.js';
import { usualMethods } from './observe-origin.js';
import type { PolicyRule, RoutePolicy } from './policy.js';

/** A route of a contract, with everything that several may share. */
export type DeclaredRoute = RouteContract & {
  readonly origins: OriginsOrAny;
  readonly exact: readonly ExactPart[];
};

/**
 * What a contract says of a route for the origins of one rule.
 *
 * @param asked The origins that were tried.
 * @returns Undefined where the app has nothing at this path: there is nothing to declare.
 * @throws {UsageError} where every page is allowed with credentials.
 */
export function routeFrom(
  route: RoutePolicy,
  rule: PolicyRule,
  asked: readonly string[],
): DeclaredRoute | undefined {
  const { path, params, rules } = route;
  const methods = methodsOf(rule, route);
  if (methods.length === 0) return undefined;
  const apart = methods.filter((method) => rule.otherHeaders?.includes(method));
  if (apart.length > 0) throw otherHeaders(path, apart);
  const isLetIn = rule.strangers || rule.origins.length > 0;
  const exposedHeaders = methods.some((method) => method === 'GET' || method === 'HEAD')
    ? (rule.exposedHeaders ?? []).filter(isDeclarable)
    : [];
  const requestHeaders = headersOf(rule, route.asked.requestHeaders);
  return {
    path,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    methods,
    origins: originsOf(path, rule, rules, asked),
    exact: exactOf(rule, methods),
    ...(isLetIn && requestHeaders.length > 0 ? { requestHeaders } : {}),
    ...(rule.credentials === true ? { credentials: true } : {}),
    ...(exposedHeaders.length > 0 ? { exposedHeaders } : {}),
    ...(typeof rule.maxAge === 'number' ? { maxAge: rule.maxAge } : {}),
  };
}

function otherHeaders(path: string, apart: readonly string[]): UsageError {
  return new UsageError(
    'invalid-value',
    `${shownUrl(path)} allows other headers for ${enumerate(apart)} than for its other methods, and a contract from a policy has one list for all. Write routes for them by hand.`,
  );
}

/** Those that are allowed and that the app responds to, as far as that is known; where no origin is allowed, GET if the app responds to it. */
function methodsOf(rule: PolicyRule, { asked, routed }: RoutePolicy): string[] {
  const { status, methods, blockedReads = [] } = rule;
  const answers = (method: string): boolean => {
    const answered = method === 'GET' ? status.GET : method === 'HEAD' ? status.HEAD : undefined;
    // A contract cannot allow a redirect, or a route that does not exist.
    return (
      answered === undefined || ((answered < 300 || answered > 399) && answered !== 404 && answered !== 405)
    );
  };
  if (!rule.strangers && rule.origins.length === 0) return answers('GET') ? ['GET'] : [];
  const named = methods === 'any' ? [...new Set([...usualMethods, ...asked.methods])].sort() : methods;
  return named.filter(
    (method) =>
      isDeclarableMethod(method) &&
      !blockedReads.includes(method) &&
      answers(method) &&
      hasRoute(routed ?? ['ALL'], method),
  );
}

function hasRoute(routed: readonly string[], method: string): boolean {
  return routed.includes('ALL') || routed.includes(method) || (method === 'HEAD' && routed.includes('GET'));
}

/** A contract would send OPTIONS itself, and the preflight's handler would respond; it writes methods in upper case. */
function isDeclarableMethod(method: string): boolean {
  return method !== 'OPTIONS' && method === method.toUpperCase();
}

function headersOf({ requestHeaders }: PolicyRule, asked: readonly string[]): readonly string[] {
  if (requestHeaders !== 'any') return requestHeaders;
  return asked.length > 0 ? asked : ['content-type'];
}

/** Methods are exact where all that pass, and could fail, are declared. */
function exactOf({ methods, requestHeaders }: PolicyRule, declared: readonly string[]): ExactPart[] {
  const isExact =
    methods !== 'any' &&
    methods.every((method) => declared.includes(method) || isCorsSafelistedMethod(method));
  return [
    ...(isExact ? (['methods'] as const) : []),
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

/** Whether a contract may name it: a page reads it only where it is exposed. */
export function isDeclarable(name: string): boolean {
  return (
    name !== '*' &&
    !safelistedResponseHeaderNames.includes(name) &&
    !forbiddenResponseHeaderNames.includes(name)
  );
}
