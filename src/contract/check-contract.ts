import { shownUrl } from '../state/disclosure.js';
import { UsageError } from '../errors/usage-error.js';
import { keysOf } from '../text/keys-of.js';
import { plural } from '../text/sentence.js';
import { checkExact, checkOrigins, checkTerms, termKeys } from './check-terms.js';
import { checkRoute, sendsSomething, stringsIn } from './check-route.js';
import type { CorsContract } from './contract.js';
import { Faults, type Fields, isObject, typeName } from './faults.js';
import { filledPath, parametersIn } from '../request/path-template.js';

export const contractKeys = keysOf<CorsContract>({
  origins: true,
  routes: true,
  exact: true,
  audit: true,
  defaults: true,
  $schema: true,
});

/**
 * Checks a contract before anything is sent.
 *
 * @throws {UsageError} `invalid-contract`, with everything that is wrong, each with its place and the right spelling.
 */
export function checkContract(contract: unknown): asserts contract is CorsContract {
  const faults = faultsIn(contract);
  if (faults.length === 0) return;
  const message = `the contract has ${plural(faults.length, 'error')}:\n${faults.map((line) => `  ${line}`).join('\n')}`;
  throw new UsageError('invalid-contract', message);
}

/** A line each: `routes[2].methods[0]: "get": methods are case-sensitive, write "GET".` */
export function faultsIn(given: unknown): readonly string[] {
  const faults = new Faults();
  const contract = faults.object('contract', given, contractKeys, 'contract');
  if (contract === undefined) return faults.lines;
  const { $schema, origins, exact, audit, defaults } = contract;
  if ($schema !== undefined && typeof $schema !== 'string')
    faults.add('$schema', `${typeName($schema)} is not a string.`);
  if (origins === undefined)
    faults.add('origins', 'is missing: write { "allowed": ["https://app.example"] }, or "*".');
  else checkOrigins(faults, 'origins', origins, false);
  if (exact !== undefined) checkExact(faults, 'exact', exact);
  faults.flag('audit', audit);
  if (defaults !== undefined) {
    const terms = faults.object('defaults', defaults, termKeys, 'set of defaults');
    if (terms !== undefined) checkTerms(faults, 'defaults', terms);
  }
  checkRoutes(faults, contract);
  return faults.lines;
}

function checkRoutes(faults: Faults, contract: Fields): void {
  const { routes } = contract;
  if (!Array.isArray(routes)) {
    const what = routes === undefined ? 'is missing' : `${typeName(routes)} is not a list`;
    faults.add('routes', `${what}: write [{ "path": "/users", "methods": ["GET"] }].`);
    return;
  }
  if (routes.length === 0)
    faults.add('routes', 'is empty, so nothing would be tested. Name at least one route.');
  routes.forEach((route: unknown, index) => {
    checkRoute(faults, `routes[${String(index)}]`, route, contract);
  });
  const known = routes.filter(isObject);
  checkTwice(faults, routes);
  if (isObject(contract.defaults)) checkDefaults(faults, contract.defaults, known);
}

/** One request is declared once: otherwise two declarations could contradict each other. */
function checkTwice(faults: Faults, routes: readonly unknown[]): void {
  const seen = new Map<string, string>();
  routes.forEach((route, index) => {
    if (!isObject(route) || typeof route.path !== 'string') return;
    const params = isObject(route.params) ? (route.params as Record<string, string>) : {};
    const path = filledPath(route.path, params);
    for (const method of new Set(stringsIn(route.methods))) {
      const place = `routes[${String(index)}]`;
      const before = seen.get(`${method} ${path}`);
      if (before === undefined) seen.set(`${method} ${path}`, place);
      else
        faults.add(
          place,
          `declares ${method} ${shownUrl(path)}, which ${before} declares, too. Remove it from one of them.`,
        );
    }
  });
}

/** What no route makes use of is a slip. */
function checkDefaults(faults: Faults, defaults: Fields, routes: readonly Fields[]): void {
  const paths = routes.flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
  const used = new Set(paths.flatMap(parametersIn));
  for (const name of Object.keys(isObject(defaults.params) ? defaults.params : {})) {
    if (!used.has(name))
      faults.add(`defaults.params.${name}`, 'is not a parameter of any route. Leave it out.');
  }
  if (routes.some((route) => sendsSomething({ ...defaults, ...route }))) return;
  for (const key of ['exposedHeaders', 'status']) {
    if (defaults[key] === undefined) continue;
    faults.add(
      `defaults.${key}`,
      'can only be checked on a response, and no route sends a request: write "send": true.',
    );
  }
}
