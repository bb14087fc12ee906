import { methodsOf, type RouteNode } from './routes.js';
import { matchedBy } from './routes-match.js';

/**
 * The routes a request enters, in order, as far as each passes it on: Express's own layers are asked whether they match.
 *
 * @param path Without a query.
 */
export function routesEntered(nodes: readonly RouteNode[], method: string, path: string): RouteNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'route' && !answers(node.route, method)) return [];
    const matched = matchedBy(node.layer, path);
    if (matched === undefined) return [];
    if (node.kind === 'route') return [node];
    const rest = path.slice(matched.length);
    if (matched !== '' && !path.startsWith(matched)) return [];
    if (!matched.endsWith('/') && rest !== '' && !/^[/.]/.test(rest)) return [];
    return routesEntered(node.nodes, method, rest.startsWith('/') ? rest : `/${rest}`);
  });
}

function answers(route: Extract<RouteNode, { kind: 'route' }>['route'], method: string): boolean {
  const methods = methodsOf(route);
  return (
    methods.includes(method) || methods.includes('ALL') || (method === 'HEAD' && methods.includes('GET'))
  );
}
