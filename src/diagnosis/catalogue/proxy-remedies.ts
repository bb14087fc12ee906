import { get } from '../../standard/header-list.js';
import { shownUrl } from '../../state/disclosure.js';
import { askedOrigin, type Facts, headerOf, isPreflight } from '../facts.js';
import type { Remedy } from '../remedy/remedy.js';
import type { WebServer } from '../web-server.js';
import {
  bodySizeLines,
  errorPageLines,
  headerLines,
  hideLines,
  preflightLines,
  type ServerHeaders,
} from '../web-server-code.js';

/** Words, and lines of a configuration where they are known. */
function inConfiguration(text: string, code = ''): Remedy {
  return { text: code === '' ? text : `${text}:`, code };
}

function wantedBy(facts: Facts): ServerHeaders {
  return { origin: askedOrigin(facts), credentials: facts.outcome.request.credentials === 'include' };
}

/** What every page without an origin would be allowed by is not written. */
function linesFor(facts: Facts, lines: (wanted: ServerHeaders) => string): string {
  return askedOrigin(facts) === 'null' ? '' : lines(wantedBy(facts));
}

/** Where the proxy has responded itself. */
export function passOn(facts: Facts, server: WebServer | undefined): Remedy {
  const { status } = facts.exchange;
  const kind = server?.kind ?? 'gateway';
  const name = server?.name ?? 'the proxy';
  if (isPreflight(facts)) return respondToPreflights(facts, name, kind);
  if (status === 413) {
    const limit = kind === 'nginx' ? ' (client_max_body_size, 1m unless it is set)' : '';
    return inConfiguration(`raise the limit for request bodies in ${name}${limit}`, bodySizeLines(kind));
  }
  if (status >= 300 && status <= 399) {
    const to = shownUrl(headerOf(facts, 'location') ?? '');
    return inConfiguration(
      `request the URL that ${name} redirects to, ${to}, or take the redirect out of its configuration`,
    );
  }
  if (status < 300)
    return inConfiguration(
      `set the headers where ${name} responds`,
      linesFor(facts, (wanted) => headerLines(kind, wanted)),
    );
  const why = reasonOf(facts, name, kind);
  const code = linesFor(facts, (wanted) => errorPageLines(kind, status, wanted));
  return inConfiguration(code === '' ? why : `${why}; so that the page can read an error of ${name}`, code);
}

function reasonOf({ exchange, behindProxy }: Facts, name: string, kind: WebServer['kind']): string {
  const { status } = exchange;
  if (status === 504) {
    const setting = kind === 'nginx' ? ' (proxy_read_timeout)' : kind === 'apache' ? ' (ProxyTimeout)' : '';
    return `let the app respond sooner, or ${name} wait longer${setting}`;
  }
  if (behindProxy?.app != null)
    return `look at the error log of ${name} for what it could not do with the response of the app`;
  return status >= 502
    ? `start the app behind ${name}, and look at the error log of ${name} for what it could not do`
    : `let ${name} pass this request on to the app`;
}

/** Where the proxy has replaced an error of the app by its own page. */
export function letErrorsPass(name: string): Remedy {
  const setting = name === 'nginx' ? ' (proxy_intercept_errors)' : '';
  return inConfiguration(`let ${name} pass error responses of the app on${setting}`);
}

function respondToPreflights(facts: Facts, name: string, kind: WebServer['kind']): Remedy {
  const names = get('access-control-request-headers', facts.exchange.requestHeaders);
  const code = linesFor(facts, (wanted) =>
    preflightLines(kind, {
      ...wanted,
      methods: [facts.outcome.request.method],
      ...(names !== null && { headers: names.split(',') }),
    }),
  );
  const pass = `let ${name} pass OPTIONS on to the app`;
  if (code === '')
    return inConfiguration(`${pass}, or give its response to preflights all headers they need`);
  if (facts.exchange.status > 299)
    return inConfiguration(`${pass}, or respond to preflights before anything else`, code);
  const levels =
    kind === 'nginx' ? ' (add_header in an if or a location replaces those of all outer levels)' : '';
  return inConfiguration(`${pass}, or set all headers in the block that responds to it${levels}`, code);
}

/** Where the app sends the header and the proxy takes it away. */
export function keepHeader(name: string, header: string, kind: WebServer['kind'] | undefined): Remedy {
  if (kind === 'nginx')
    return inConfiguration(
      'take the proxy_hide_header line out, or overrule it',
      `proxy_pass_header ${header};`,
    );
  const ways = { apache: 'the Header unset line for', caddy: 'the header or header_down line for' } as const;
  const way = kind === 'apache' || kind === 'caddy' ? ways[kind] : 'what removes';
  return inConfiguration(`take ${way} ${header} out of the configuration of ${name}: the app sends it`);
}

/** Where the proxy has its own value in place of the app's. */
export function leaveHeader(name: string, header: string, value: string): Remedy {
  return inConfiguration(
    `take the line that sets ${header} to "${value}" out of the configuration of ${name}: the app sends the right one`,
  );
}

/** Where the proxy alone sets the header, to a value that does not do. */
export function setForPage(facts: Facts, server: WebServer | undefined, header: string): Remedy {
  const name = server?.name ?? 'the proxy';
  const code = linesFor(facts, (wanted) => headerLines(server?.kind ?? 'gateway', wanted));
  return inConfiguration(
    `allow this page where ${name} sets ${header}, in place of the line that is there`,
    code,
  );
}

/** Where the proxy sets the headers of some responses only. */
export function setAlways(facts: Facts, server: WebServer | undefined): Remedy {
  const name = server?.name ?? 'the proxy';
  const code = linesFor(facts, (wanted) => headerLines(server?.kind ?? 'gateway', wanted));
  const text =
    server?.kind === 'nginx'
      ? 'write "always" at the end of the add_header line, without which nginx leaves the header out of error responses'
      : `let ${name} set the headers of every response, also of errors`;
  return inConfiguration(text, code);
}

/** Where the proxy sends one page what it has stored for another. */
export function storeByOrigin(server: WebServer | undefined, isVarying: boolean): Remedy {
  const name = server?.name ?? 'the proxy';
  const code = server?.kind === 'nginx' ? 'proxy_cache_key $scheme$proxy_host$request_uri$http_origin;' : '';
  return isVarying
    ? inConfiguration(
        `let the cache of ${name} respect the "Vary: Origin" of the app, or make Origin a part of its key`,
        code,
      )
    : inConfiguration(
        `let the app send "Vary: Origin" with every response, or make Origin a part of the cache key of ${name}`,
        code,
      );
}

/** Where the app and the proxy both set the header. */
export function setOnceOf(
  name: string,
  kind: WebServer['kind'] | undefined,
  { header, isProxysGood, isKnown }: { header: string; isProxysGood: boolean; isKnown: boolean },
): Remedy {
  const text = isKnown
    ? `take the line that adds ${header} out of the configuration of ${name}`
    : `set ${header} in one place only: if ${name} adds one of the two, take that line out of its configuration`;
  const code = isProxysGood && kind !== undefined ? hideLines(kind, header) : '';
  if (code === '') return inConfiguration(text);
  const where = kind === 'caddy' ? ', in the block of reverse_proxy' : '';
  return inConfiguration(`${text}, or hide the one from the app${where}`, code);
}
