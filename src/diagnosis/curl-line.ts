import { isBrowsersOwn } from '../browser/browsers-own.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { quoteForShell } from '../text/escape.js';
import { curlBody } from './curl-body.js';
import { redactHeader, redactUrl } from '../text/redact.js';

/** An exchange as far as curl can repeat it. */
export interface Repeatable {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: HeaderList;
  /** Of the response, where there is one. */
  readonly status?: number;
}

/** What a guard forbids a request for. */
const saysWhoAsks = /^(referer|sec-fetch-(site|mode|dest))$/i;

/** How an exchange is written for a shell. */
export interface CurlOptions {
  /** Where the app listens. Without it the line says `$BASE`. */
  readonly baseUrl?: string | undefined;
  /** Whether secrets are shown. Default false. */
  readonly reveal?: boolean | undefined;
  /** What was sent with it. Not given: it is not known. */
  readonly body?: Uint8Array | string | null | undefined;
}

/**
 * The same request as a line for a POSIX shell, secrets redacted. What a browser adds to every request by itself (User-Agent,
 * Sec-Fetch-*, Referer …) is left out; of a request that is forbidden (403) not what says who asks. A large body is made in
 * the line. Where that, or what is redacted in a body, may change the response, a comment behind the line says so.
 *
 * @param options.baseUrl Where the app listens. Without it the line says `$BASE`.
 * @param options.body What was sent with it: bytes, text, or null. An exchange holds none.
 * @example
 * curlLine(outcome.exchanges[0], { baseUrl: 'http://localhost:3000' });
 * // curl -i -X OPTIONS 'http://localhost:3000/users' -H 'Origin: https://app.example' …
 */
export function curlLine(exchange: Repeatable, options: CurlOptions = {}): string {
  const { line, notes } = curlCommand(exchange, options);
  return notes.length === 0 ? line : `${line}   # ${notes.join('; ')}`;
}

/** The line without its comment, and what the comment says. */
export interface CurlCommand {
  readonly line: string;
  readonly notes: readonly string[];
}

export function curlCommand(
  exchange: Repeatable,
  { baseUrl, reveal = false, body }: CurlOptions,
): CurlCommand {
  const { pathname, search } = new URL(exchange.url);
  const shown = reveal ? pathname + search : redactUrl(pathname + search);
  const url =
    baseUrl === undefined
      ? /^[\w/.:@~-]*$/.test(shown)
        ? `"$BASE${shown}"`
        : `"$BASE"${quoteForShell(shown)}`
      : quoteForShell(baseUrl.replace(/\/$/, '') + shown);
  const headers = exchange.requestHeaders
    .filter((header) => !isBrowsersOwn(header) || (exchange.status === 403 && saysWhoAsks.test(header[0])))
    .map(([name, value]) => {
      const printed = reveal ? value : redactHeader(name, value);
      // An empty header is written with a semicolon, or curl leaves it out.
      return `-H ${quoteForShell(printed === '' ? `${name};` : `${name}: ${printed}`)}`;
    });
  // Without -g curl expands brackets and braces.
  const globbing = /[[\]{}]/.test(url) ? ['-g'] : [];
  const line = ['curl', ...globbing, methodOption(exchange.method), url, ...headers];
  const type = get('content-type', exchange.requestHeaders);
  if (body === null || body === undefined) {
    const isLeftOut = body === undefined && type !== null && mayHaveBody(exchange);
    return { line: line.join(' '), notes: isLeftOut ? ['without its body, which is not known here'] : [] };
  }
  const { from, data, length, notes } = curlBody(body, type ?? '', reveal);
  // What curl adds to a body: a type, and for a large one the question whether it may be sent.
  const without = [
    ...(type === null ? ["-H 'Content-Type:'"] : []),
    ...(length > 1024 ? ["-H 'Expect:'"] : []),
  ];
  return {
    line: [...(from === '' ? [] : [from, '|']), ...line, ...without, data].join(' '),
    notes,
  };
}

function mayHaveBody({ method }: Repeatable): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

function methodOption(method: string): string {
  if (method === 'HEAD') return '-I';
  if (method === 'GET') return '-i';
  return `-i -X ${/^[A-Z]+$/.test(method) ? method : quoteForShell(method)}`;
}
