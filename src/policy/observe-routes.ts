import type { RouteTable } from '../app/known-routes.js';
import { usualMethods } from './observe-origin.js';
import type { PolicyRule } from './policy.js';

/**
 * The methods an app has a route for, sorted, `ALL` for any.
 *
 * @param path As it is requested.
 * @param rules What was seen there.
 * @returns Null where not all routes are known, or a response to GET shows that the app does not respond by its routes only.
 */
export function routedAt(
  path: string,
  table: RouteTable,
  rules: readonly PolicyRule[],
): readonly string[] | null {
  const { routes, why } = table;
  if (why.length > 0) return null;
  const [bare = ''] = path.split('?');
  const known = routes.filter(({ isForCors }) => !isForCors).map(({ method }) => method);
  const found = [...new Set([...usualMethods, ...known])].flatMap((method) =>
    table
      .entered(method, bare)
      .flat()
      .filter((route) => !route.isForCors && [method, 'ALL'].includes(route.method))
      .map((route) => route.method),
  );
  const isGetRouted = found.includes('GET') || found.includes('ALL');
  const hasResponded = rules.some(({ status }) => status.GET !== 404 && status.GET !== 405);
  return hasResponded && !isGetRouted ? null : [...new Set(found)].sort();
}
