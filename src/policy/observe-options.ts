import type { BrowserName } from '../browser/browser-name.js';
import { UsageError } from '../errors/usage-error.js';
import { checkAskedName } from '../request/check-header-name.js';
import { checkDeclaredMethod } from '../request/check-method.js';
import { checkOrigin } from '../request/check-origin.js';
import {
  checkBrowsers,
  checkFlag,
  checkPath,
  checkServedAt,
  mustBe,
  shown,
} from '../request/check-values.js';
import { checkKeys, configuredTerms, timeoutFrom } from '../request/configuration.js';
import { keysOf } from '../text/keys-of.js';
import { sortedLowercaseSet } from '../standard/header-list.js';
import type { ObservedWith } from './observe-answers.js';
import type { ObservedRoute } from './observe-origin.js';
import { checkNoPattern, filledPath, parametersIn } from '../request/path-template.js';
import type { RoutePolicy } from './policy.js';

/** What is observed beside the usual. */
interface MoreToAsk {
  /** Beside GET, POST, PUT, PATCH, DELETE and what the app lists. */
  readonly methods?: readonly string[] | undefined;
  /** Beside usual ones such as `content-type` and `authorization`, and what the app lists. */
  readonly requestHeaders?: readonly string[] | undefined;
}

/** What is observed: origins, routes, and how they are requested. */
export interface ObservationOptions extends MoreToAsk {
  /** The origins of the pages, exactly as browsers serialize them. */
  readonly origins: readonly string[];
  /** Paths, or paths with more to observe. */
  readonly routes: readonly (string | ObservedPath)[];
  /** Values of the parameters in paths: `{ id: '1' }` for `/users/:id`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** The public URL the app is deployed at. */
  readonly servedAt?: string | undefined;
  /** Default Chromium, Firefox and WebKit: what is allowed, is allowed by all of them. */
  readonly browsers?: readonly BrowserName[] | undefined;
  /** Milliseconds for each response. Default 4000. */
  readonly timeout?: number | undefined;
  /** Allows a target that is not this machine. Default false. */
  readonly allowRemote?: boolean | undefined;
}

/** A path with more to observe. */
export interface ObservedPath extends MoreToAsk {
  /** As Express writes it, with a value in `params` for each parameter. */
  readonly path: string;
  /** Values of the parameters in it; they win over those for all paths. */
  readonly params?: Readonly<Record<string, string>> | undefined;
}

export interface CheckedObservation extends ObservedWith {
  readonly origins: readonly string[];
  readonly routes: readonly { asked: ObservedRoute; policy: Omit<RoutePolicy, 'rules' | 'routed'> }[];
  readonly allowRemote: boolean;
}

const moreKeys = keysOf<MoreToAsk>({ methods: true, requestHeaders: true });
const routeKeys = keysOf<ObservedPath>({ path: true, params: true, methods: true, requestHeaders: true });
const keys = [
  ...moreKeys,
  ...keysOf<Omit<ObservationOptions, keyof MoreToAsk>>({
    origins: true,
    routes: true,
    params: true,
    servedAt: true,
    browsers: true,
    timeout: true,
    allowRemote: true,
  }),
];

/** @throws {UsageError} for what cannot be observed. */
export function checkObservation(given: ObservationOptions): CheckedObservation {
  if (typeof given !== 'object' || given === null) {
    throw new UsageError(
      'missing-argument',
      '`origins` and `routes` are required: { origins: ["https://app.example"], routes: ["/users"] }.',
    );
  }
  checkKeys(given, keys, 'an observation');
  const { servedAt, browsers, timeout, allowRemote = false } = { ...configuredTerms(), ...given };
  const origins = list('origins', given.origins, '["https://app.example"]').map((origin) =>
    checkOrigin(origin),
  );
  const routes = list('routes', given.routes, '["/users"]').map((route) => checkRoute(route, given));
  const twice = routes.find(
    ({ asked }, index) => routes.findIndex((other) => other.asked.path === asked.path) < index,
  );
  if (twice !== undefined)
    throw new UsageError('invalid-value', `routes lists ${shown(twice.asked.path)} twice: remove one.`, {
      option: 'routes',
      value: twice.asked.path,
    });
  return {
    origins,
    routes: routes.sort((a, b) => (a.policy.path < b.policy.path ? -1 : 1)),
    servedAt: servedAt === undefined ? undefined : checkServedAt(servedAt),
    browsers: browsers === undefined ? undefined : checkBrowsers(browsers),
    timeout: timeoutFrom(timeout),
    allowRemote: checkFlag('allowRemote', allowRemote),
  };
}

function checkRoute(
  given: string | ObservedPath,
  all: ObservationOptions,
): CheckedObservation['routes'][number] {
  const route = typeof given === 'string' ? { path: given } : given;
  if (typeof route !== 'object' || route === null)
    throw new UsageError('invalid-value', `routes must hold paths such as "/users", not ${shown(given)}.`, {
      option: 'routes',
      value: given,
    });
  checkKeys(route, routeKeys, 'a route');
  const path = checkPath(route.path);
  checkNoPattern(path);
  const values = { ...all.params, ...route.params };
  const params = Object.fromEntries(parametersIn(path).map((name) => [name, paramOf(name, values, path)]));
  const methods = [...(all.methods ?? []), ...(route.methods ?? [])].map((one) => checkDeclaredMethod(one));
  const requestHeaders = [...(all.requestHeaders ?? []), ...(route.requestHeaders ?? [])].map((one) =>
    checkAskedName(one),
  );
  const asked = { methods: [...new Set(methods)].sort(), requestHeaders: sortedLowercaseSet(requestHeaders) };
  return { asked: { path: filledPath(path, params), ...asked }, policy: { path, params, asked } };
}

function paramOf(name: string, values: Readonly<Record<string, unknown>>, path: string): string {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(
    'invalid-value',
    `path ${shown(path)} has a parameter without a value: write params: { ${name}: "1" }.`,
    { option: 'params', suggestion: `{ ${name}: "1" }` },
  );
}

function list<Item>(key: string, items: readonly Item[], example: string): readonly Item[] {
  if (!Array.isArray(items)) throw mustBe(key, items, `a list: write ${example}`);
  if (items.length > 0) return items as readonly Item[];
  throw new UsageError('empty-list', `\`${key}\` must not be empty: write ${example}.`, { option: key });
}
