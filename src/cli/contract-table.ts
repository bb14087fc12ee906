import type { CorsContract, OriginsOrAny, RouteContract } from '../contract/contract.js';
import { escapeForTerminal } from '../text/escape.js';

/** A contract for people: a line a route, what all have in common first. */
export function contractTable(target: string, { origins, routes }: CorsContract): string {
  const rows = routes.map((route) => [route.methods.join(', '), route.path, termsOf(route)] as const);
  const widthOf = (column: 0 | 1): number =>
    rows.reduce((most, row) => Math.max(most, row[column].length), 0);
  const [methodsWidth, pathWidth] = [widthOf(0), Math.min(widthOf(1), 50)];
  const lines = rows.map(([methods, path, terms]) =>
    `  ${methods.padEnd(methodsWidth)}  ${path.padEnd(pathWidth)}  ${terms}`.trimEnd(),
  );
  return [`${target}, for ${nameOf(origins)}`, ...lines].map(escapeForTerminal).join('\n');
}

function nameOf(origins: OriginsOrAny): string {
  return origins === '*' ? 'any page' : origins.allowed.join(', ');
}

function termsOf({ requestHeaders, exposedHeaders, credentials, origins, status }: RouteContract): string {
  const terms = [
    credentials === true && 'credentials',
    requestHeaders !== undefined && `sends ${requestHeaders.join(', ')}`,
    exposedHeaders !== undefined && `may read ${exposedHeaders.join(', ')}`,
    origins !== undefined && `for ${nameOf(origins)}`,
    status !== undefined && `status ${String(status)}`,
  ];
  return terms.filter((term) => term !== false).join('; ');
}
