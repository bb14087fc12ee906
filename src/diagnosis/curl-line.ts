import { isBrowsersOwn } from '../browser/browsers-own.js';
import type { HeaderList } from '../standard/header-list.js';
import { quoteForShell } from '../text/escape.js';
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

/**
 * The same request as a line for a POSIX shell, secrets redacted. What a browser adds to every request by itself (User-Agent,
 * Sec-Fetch-*, Referer …) is left out; of a request that is forbidden (403) not what says who asks.
 *
 * @param options.baseUrl Where the app listens. Without it the line says `$BASE`.
 * @example
 * curlLine(outcome.exchanges[0], { baseUrl: 'http://localhost:3000' });
 * // curl -i -X OPTIONS 'http://localhost:3000/users' -H 'Origin: https://app.example' …
 */
export function curlLine(
  exchange: Repeatable,
  options: { readonly baseUrl?: string; readonly reveal?: boolean } = {},
): string {
  const { pathname, search } = new URL(exchange.url);
  const shown = options.reveal === true ? pathname + search : redactUrl(pathname + search);
  const url =
    options.baseUrl === undefined
      ? /^[\w/.:@~-]*$/.test(shown)
        ? `"$BASE${shown}"`
        : `"$BASE"${quoteForShell(shown)}`
      : quoteForShell(options.baseUrl.replace(/\/$/, '') + shown);
  const headers = exchange.requestHeaders
    .filter((header) => !isBrowsersOwn(header) || (exchange.status === 403 && saysWhoAsks.test(header[0])))
    .map(([name, value]) => {
      const printed = options.reveal === true ? value : redactHeader(name, value);
      // An empty header is written with a semicolon, or curl leaves it out.
      return `-H ${quoteForShell(printed === '' ? `${name};` : `${name}: ${printed}`)}`;
    });
  // Without -g curl expands brackets and braces.
  const globbing = /[[\]{}]/.test(url) ? ['-g'] : [];
  return ['curl', ...globbing, methodOption(exchange.method), url, ...headers].join(' ');
}

function methodOption(method: string): string {
  if (method === 'HEAD') return '-I';
  if (method === 'GET') return '-i';
  return `-i -X ${/^[A-Z]+$/.test(method) ? method : quoteForShell(method)}`;
}
