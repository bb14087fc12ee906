import { checkDeclaredMethod } from '../request/check-method.js';
import { checkPath, shown } from '../request/check-values.js';
import { isSafeMethod } from '../standard/method.js';
import { keysOf } from '../text/keys-of.js';
import { enumerate } from '../text/sentence.js';
import { checkExact, checkOrigins, checkTerms } from './check-terms.js';
import type { RouteContract } from './contract.js';
import { type Faults, type Fields, isObject, typeName } from './faults.js';
import { checkNoPattern, parametersIn } from '../request/path-template.js';

export const routeKeys = keysOf<RouteContract>({
  path: true,
  methods: true,
  origins: true,
  exact: true,
  requestHeaders: true,
  credentials: true,
  exposedHeaders: true,
  maxAge: true,
  status: true,
  params: true,
  send: true,
  json: true,
  body: true,
});

/** What is wrong with a route by itself, and beside what the contract says for all. */
export function checkRoute(faults: Faults, place: string, given: unknown, contract: Fields): void {
  const route = faults.object(place, given, routeKeys, 'route');
  if (route === undefined) return;
  checkTerms(faults, place, route);
  if (route.origins !== undefined) checkOrigins(faults, `${place}.origins`, route.origins, true);
  if (route.exact !== undefined) checkExact(faults, `${place}.exact`, route.exact);
  checkMethods(faults, `${place}.methods`, route.methods);
  const defaults = isObject(contract.defaults) ? contract.defaults : {};
  checkRoutePath(faults, place, route, defaults);
  checkCredentials(faults, place, { ...defaults, ...route }, route.origins ?? contract.origins);
  checkBody(faults, place, route, { ...defaults, ...route });
  if (sendsSomething({ ...defaults, ...route })) return;
  for (const key of ['exposedHeaders', 'status', 'json', 'body']) {
    if (route[key] === undefined || (Array.isArray(route[key]) && route[key].length === 0)) continue;
    const what = key === 'json' || key === 'body' ? 'is never sent' : 'can only be checked on a response';
    faults.add(`${place}.${key}`, `${what}, and ${listed(route.methods)} not sent: write "send": true.`);
  }
}

function listed(methods: unknown): string {
  const names = stringsIn(methods);
  return `${enumerate(names)} ${names.length === 1 ? 'is' : 'are'}`;
}

/** The strings of a list, whatever else may be wrong with it. */
export function stringsIn(list: unknown): string[] {
  const items: unknown[] = Array.isArray(list) ? list : [];
  return items.filter((item) => typeof item === 'string');
}

/** Whether a request itself is sent, not its preflight alone; where that cannot be told, it is taken to be. */
export function sendsSomething({ methods, send }: Fields): boolean {
  const names = stringsIn(methods);
  return names.length === 0 || send === true || names.some((name) => isSafeMethod(name.toUpperCase()));
}

function checkMethods(faults: Faults, path: string, methods: unknown): void {
  if (methods === undefined) {
    faults.add(path, 'is missing: write, for example, ["GET"].');
    return;
  }
  if (Array.isArray(methods) && methods.length === 0) {
    faults.add(path, 'is empty, so nothing would be tested. Name at least one method, or remove the route.');
  }
  for (const { path: place, value } of faults.strings(path, methods, '["GET", "PUT"]') ?? []) {
    faults.passes(place, (label) => checkDeclaredMethod(value, label));
  }
}

function checkRoutePath(faults: Faults, place: string, { path, params }: Fields, defaults: Fields): void {
  const at = `${place}.path`;
  if (path === undefined) {
    faults.add(at, 'is missing: write, for example, "/users/:id".');
    return;
  }
  if (typeof path !== 'string') {
    faults.add(at, `${typeName(path)} is not a string: write, for example, "/users/:id".`);
    return;
  }
  if (!faults.passes(at, () => checkPath(path))) return;
  if (/[#\s]/.test(path)) {
    faults.add(at, `${shown(path)} contains whitespace or "#", which cannot be part of a path.`);
    return;
  }
  if (!faults.passes(at, (label) => checkNoPattern(path, label))) return;
  const own = isObject(params) ? params : {};
  const known = { ...(isObject(defaults.params) ? defaults.params : {}), ...own };
  const names = parametersIn(path);
  for (const name of names) {
    if (known[name] !== undefined) continue;
    faults.add(at, `${shown(path)} has a parameter without a value: write "params": { "${name}": "1" }.`);
  }
  for (const name of Object.keys(own)) {
    if (!names.includes(name))
      faults.add(`${place}.params.${name}`, `is not a parameter of ${shown(path)}. Leave it out.`);
  }
}

function checkCredentials(faults: Faults, place: string, { credentials }: Fields, origins: unknown): void {
  if (origins !== '*' || credentials !== true) return;
  faults.add(
    `${place}.credentials`,
    'is true, but any origin is allowed: browsers do not accept "*" for a request with credentials. Name the origins, or write "credentials": false.',
  );
}

function checkBody(faults: Faults, place: string, route: Fields, terms: Fields): void {
  const { json, body, methods } = route;
  if (body !== undefined && typeof body !== 'string')
    faults.add(`${place}.body`, `${typeName(body)} is not a string. For JSON write "json".`);
  if (json !== undefined && !isJson(json)) faults.add(`${place}.json`, 'cannot be serialized as JSON.');
  if (json !== undefined && body !== undefined)
    faults.add(`${place}.body`, 'cannot be combined with "json". Remove one of them.');
  const names = stringsIn(methods);
  const given = json === undefined ? (body === undefined ? undefined : 'body') : 'json';
  if (given !== undefined && names.length > 0 && names.every((name) => name === 'GET' || name === 'HEAD')) {
    faults.add(`${place}.${given}`, `${enumerate(names, 'or')} cannot have a body. Leave it out.`);
    return;
  }
  const headers = stringsIn(terms.requestHeaders).map((name) => name.toLowerCase());
  if (given === 'json' && !headers.includes('content-type')) {
    const advice = 'add "content-type" to "requestHeaders"';
    faults.add(`${place}.json`, `is sent as application/json, which needs a preflight: ${advice}.`);
  }
}

function isJson(value: unknown): boolean {
  try {
    return (JSON.stringify(value) as string | undefined) !== undefined;
  } catch {
    return false;
  }
}
