import type { Placeholders, Ports } from './placeholders.js';
import type { Exchange, HeaderLine, ScriptedRequest } from './scenario.js';
import type { LoggedRequest } from './server.js';
import { field } from './request-head.js';

/** Headers that are always worth recording, whoever set them. */
const always = new Set(['content-type', 'authorization', 'cookie', 'if-none-match', 'if-modified-since']);

/** What the servers were asked, as it is recorded. */
export function wireOf(
  log: readonly LoggedRequest[],
  request: ScriptedRequest,
  ports: Ports,
  id: string,
  { normalize }: Placeholders,
): Exchange[] {
  return log.map((entry) => {
    const text = (name: string): string | null => {
      const value = field(entry, name);
      return value === null ? null : normalize(value);
    };
    const host = field(entry, 'host') ?? `127.0.0.1:${ports[entry.port]}`;
    return {
      method: entry.method,
      url: normalize(`http://${host}${entry.path}`),
      origin: text('origin'),
      requestMethod: entry.isPreflight ? text('access-control-request-method') : null,
      requestHeaders: text('access-control-request-headers'),
      headers: authorHeaders(entry, request, id).map(([name, value]): HeaderLine => [name, normalize(value)]),
    };
  });
}

function authorHeaders(entry: LoggedRequest, request: ScriptedRequest, id: string): HeaderLine[] {
  const lines = entry.headers.flatMap(([name, value]): HeaderLine[] => {
    const lower = name.toLowerCase();
    if (lower === 'cookie') return cookieLine(value, id);
    if (!always.has(lower) && (entry.isPreflight || !isAuthors(request, lower, value))) return [];
    // The boundary of a form is random.
    return [[lower, value.replace(/(boundary=)[\w-]+/, '$1{boundary}')]];
  });
  return lines.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Whether the author gave this value: a browser sends an Accept or User-Agent of its own all the same. */
function isAuthors(request: ScriptedRequest, name: string, value: string): boolean {
  if (name === 'accept-encoding') return false; // no script can set it
  return request.headers.some(([given, text]) => {
    if (given.toLowerCase() !== name) return false;
    const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
    return trimmed === '' ? value === '' : value.includes(trimmed);
  });
}

/** Only the scenario's own cookies, which carry its id: the jar is shared by everything that ran before. */
function cookieLine(value: string, id: string): HeaderLine[] {
  const own = value.split('; ').filter((pair) => pair.includes(id));
  return own.length > 0 ? [['cookie', own.join('; ')]] : [];
}
