import type { WebServerKind } from './web-server.js';

/** What headers a web server sets for a page. */
export interface ServerHeaders {
  readonly origin: string;
  readonly credentials?: boolean;
  /** Of preflights. */
  readonly methods?: readonly string[];
  readonly headers?: readonly string[];
}

/** Lines of a configuration; empty where it is not known how it is written. */
type Written<Given extends readonly unknown[]> = (kind: WebServerKind, ...given: Given) => string;

function pairsOf({ origin, credentials, methods, headers }: ServerHeaders): (readonly [string, string])[] {
  return [
    ['Access-Control-Allow-Origin', origin],
    ...(credentials === true ? ([['Access-Control-Allow-Credentials', 'true']] as const) : []),
    ...(methods === undefined ? [] : ([['Access-Control-Allow-Methods', methods.join(', ')]] as const)),
    ...(headers === undefined ? [] : ([['Access-Control-Allow-Headers', headers.join(', ')]] as const)),
  ];
}

/** Headers of the server's own, with every status. */
export const headerLines: Written<[ServerHeaders]> = (kind, settings) => {
  const pairs = pairsOf(settings);
  if (kind === 'nginx')
    return pairs.map(([name, value]) => `add_header ${name} '${value}' always;`).join('\n');
  if (kind === 'apache')
    return pairs.map(([name, value]) => `Header always set ${name} "${value}"`).join('\n');
  return kind === 'caddy' ? pairs.map(([name, value]) => `header ${name} "${value}"`).join('\n') : '';
};

/** The server responds to preflights. */
export const preflightLines: Written<[ServerHeaders]> = (kind, settings) => {
  const lines = headerLines(kind, settings).split('\n');
  if (kind === 'nginx')
    return block('if ($request_method = OPTIONS) {', [...lines.map(always), 'return 204;'], '}');
  if (kind === 'apache') {
    const expression = `"expr=%{REQUEST_METHOD} == 'OPTIONS'"`;
    return [
      'RewriteEngine On',
      'RewriteCond %{REQUEST_METHOD} =OPTIONS',
      'RewriteRule ^ - [R=204,L]',
      ...lines.map((line) => `${line} ${expression}`),
    ].join('\n');
  }
  return kind === 'caddy'
    ? ['@preflight method OPTIONS', block('handle @preflight {', [...lines, 'respond 204'], '}')].join('\n')
    : '';
};

/** 204 is one of the statuses nginx adds headers to in any case. */
function always(line: string): string {
  return line.replace(/ always;$/, ';');
}

/** The server's own error responses get headers, those of the app are left as they are. */
export const errorPageLines: Written<[number, ServerHeaders]> = (kind, status, settings) => {
  const lines = headerLines(kind, settings).split('\n');
  const code = String(status);
  if (kind === 'nginx')
    return [
      `error_page ${code} @error${code};`,
      block(`location @error${code} {`, [...lines, `return ${code};`], '}'),
    ].join('\n');
  if (kind === 'apache')
    return lines.map((line) => `${line} "expr=-z resp('Access-Control-Allow-Origin')"`).join('\n');
  return kind === 'caddy'
    ? block('handle_errors {', [...lines, 'respond "{http.error.status_text}" {http.error.status_code}'], '}')
    : '';
};

/** The header of the app is dropped, that of the server stays. */
export const hideLines: Written<[string]> = (kind, name) => {
  if (kind === 'nginx') return `proxy_hide_header ${name};`;
  if (kind === 'apache') return `Header onsuccess unset ${name}`;
  return kind === 'caddy' ? `header_down -${name}` : '';
};

/** The largest body. */
export const bodySizeLines: Written<[]> = (kind) => (kind === 'nginx' ? 'client_max_body_size 10m;' : '');

function block(head: string, lines: readonly string[], end: string): string {
  return [head, ...lines.map((line) => `  ${line}`), end].join('\n');
}
