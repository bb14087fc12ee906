import type { CorsContract, OriginsOrAny, RouteContract } from '../contract/contract.js';
import { escapeForTerminal } from '../text/escape.js';

/** A contract for people: a line a route, what all have in common first. */
export function contractTable(target: string, { origins, routes }: CorsContract): string {
  const methods = routes.map((route) => route.methods.join(', '));
  const width = Math.max(...methods.map(({ length }) => length));
  const paths = routes.map(({ path }) => path);
  const pathWidth = Math.min(50, Math.max(...paths.map(({ length }) => length)));
  const lines = routes.map((route, index) =>
    [methods[index]?.padEnd(width), paths[index]?.padEnd(pathWidth), termsOf(route).join('; ')]
      .join('  ')
      .trimEnd(),
  );
  return [`${target}, for ${nameOf(origins)}`, ...lines.map((one) => `  ${one}`)]
    .map(escapeForTerminal)
    .join('\n');
}

function nameOf(origins: OriginsOrAny): string {
  return origins === '*' ? 'any page' : origins.allowed.join(', ');
}

function termsOf(route: RouteContract): string[] {
  const { requestHeaders = [], exposedHeaders = [], credentials = false, origins, status } = route;
  return [
    ...(credentials ? ['credentials'] : []),
    ...(requestHeaders.length > 0 ? [`sends ${requestHeaders.join(', ')}`] : []),
    ...(exposedHeaders.length > 0 ? [`may read ${exposedHeaders.join(', ')}`] : []),
    ...(origins === undefined ? [] : [`for ${nameOf(origins)}`]),
    ...(status === undefined ? [] : [`status ${String(status)}`]),
  ];
}
