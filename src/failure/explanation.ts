import { displayNames } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import { curlCommand } from '../diagnosis/curl-line.js';
import { configured } from '../request/configuration.js';
import { initiators } from '../request/initiators.js';
import type { AskedRequest, FetchOutcome } from '../ask/fetch-outcome.js';
import { bodyOf } from '../ask/provenance.js';
import { decisiveExchange } from '../ask/outcome.js';
import { get, type HeaderList, without } from '../standard/header-list.js';
import type { Fact } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';
import { reveals, shownHeader, shownUrl, shownWords } from '../state/disclosure.js';
import { reasonBesideCors } from './beside-cors.js';
import { type NamedVerdict, blocking, verdictsOf } from './verdict.js';

/** `PUT /users with content-type: application/json, credentials included`. */
export function describeRequest({
  method,
  path,
  credentials,
  mode,
  initiator,
  ...asked
}: AskedRequest): string {
  const headers = asked.headers.map(([name, value]) => {
    const shown = shownHeader(name, value);
    return `${name.toLowerCase()}: ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`;
  });
  const loads = initiator === 'fetch' || initiator === 'xhr' ? undefined : initiators[initiator].what;
  const parts = [
    loads === undefined ? '' : ` for ${loads}`,
    headers.length > 0 ? ` with ${enumerate(headers)}` : '',
    credentials === 'include' ? ', credentials included' : '',
    mode === 'cors' ? '' : `, mode ${mode}`,
  ];
  return `${method} ${shownUrl(path)}${parts.join('')}`;
}

/** What a failure says besides what explains every verdict. */
export interface Besides {
  /** Warnings that the verdict holds already. */
  readonly verdict?: readonly string[];
  /** Response headers the assertion is about: shown of every exchange, and shown to be missing. */
  readonly headers?: readonly string[];
  /** `Cause` and `Fix`. */
  readonly cause?: readonly Fact[];
  /** The exchange the verdict is about, where it is not the one that decided. */
  readonly exchange?: Exchange | undefined;
}

/**
 * What explains the verdict on an outcome: the exchanges, the rule, the browser's words, the warnings, and the decisive
 * exchange as a curl line.
 */
export function explain(
  outcome: FetchOutcome,
  { verdict = [], headers = [], cause = [], exchange }: Besides = {},
): Fact[] {
  const warnings = outcome.warnings.filter(({ message }) => !verdict.includes(message));
  const decisive = exchange ?? decisiveExchange(outcome);
  return [
    ...exchangeFacts(outcome, headers, exchange?.browsers[0]),
    ...reasonFacts(outcome),
    ...cause,
    ...warnings.map(({ id, message }): Fact => ['Warning', `${id}: ${message}`]),
    ...(decisive === undefined ? [] : [curlFact(decisive, bodyOf(outcome, decisive))]),
  ];
}

function exchangeFacts(
  outcome: FetchOutcome,
  headers: readonly string[],
  browser = (blocking(outcome) ?? verdictsOf(outcome)[0])?.[0],
): Fact[] {
  const own = outcome.exchanges.filter(
    ({ browsers }) => isVerbose() || browser === undefined || browsers.includes(browser),
  );
  // Of a long chain of redirects the beginning and the end are shown.
  const shown = own.length > 5 && !isVerbose() ? [...own.slice(0, 2), ...own.slice(-3)] : own;
  const requests = own.filter(({ kind }) => kind === 'request');
  return shown.map((exchange) => {
    const redirected = exchange.kind === 'request' && requests.indexOf(exchange) > 0;
    const sent = exchange.kind === 'preflight' ? 'Preflight' : redirected ? 'Redirected' : 'Request';
    const label = exchange.httpCache === undefined ? sent : 'HTTP cache';
    return [label, describeExchange(exchange, outcome.request.credentials === 'include', headers)];
  });
}

/** `GET /users -> 200, no Access-Control-Allow-Origin`, and the headers that matter. */
export function describeExchange(
  exchange: Exchange,
  withCredentials: boolean,
  headers: readonly string[] = [],
): string[] {
  const { hostname, pathname, search } = new URL(exchange.url);
  const elsewhere =
    exchange.kind === 'request' && !['127.0.0.1', 'localhost'].includes(hostname)
      ? new URL(exchange.url).origin
      : '';
  const line = `${exchange.method} ${elsewhere}${shownUrl(pathname + search)} -> ${String(exchange.status)}`;
  if (isVerbose()) {
    const lines = (list: HeaderList, sign: string): string[] =>
      list.map(([name, value]) => `${sign} ${name}: ${shownHeader(name, value)}`);
    return [line, ...lines(exchange.requestHeaders, '>'), ...lines(exchange.responseHeaders, '<')];
  }
  const allowOrigin = get('access-control-allow-origin', exchange.responseHeaders);
  const first =
    allowOrigin === null
      ? 'no Access-Control-Allow-Origin'
      : `Access-Control-Allow-Origin: ${shownHeader('Access-Control-Allow-Origin', allowOrigin)}`;
  const names = namesWorthTelling(exchange, withCredentials);
  const more = [...new Set([...names, ...headers])].flatMap((name) => {
    const value = get(name, exchange.responseHeaders);
    if (value === null) return headers.includes(name) ? [`no ${name}`] : [];
    return [`${name}: ${shownHeader(name, value)}`];
  });
  return [`${line}, ${first}`, ...more];
}

function namesWorthTelling({ kind, status }: Exchange, credentials: boolean): string[] {
  return [
    ...(credentials ? ['Access-Control-Allow-Credentials'] : []),
    ...(kind === 'preflight' ? ['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers'] : []),
    ...(status >= 300 && status <= 399 ? ['Location'] : []),
  ];
}

function reasonFacts(outcome: FetchOutcome): Fact[] {
  const refused = blocking(outcome);
  if (refused === undefined) return [];
  const { code, rule } = refused[1];
  const beside = reasonBesideCors(refused);
  const ruleFacts: Fact[] =
    rule === null
      ? []
      : [
          [
            'Rule',
            [
              `${code ?? `${rule.algorithm}, step ${rule.step}`}   ${rule.url}`,
              ...(beside === undefined ? [] : [beside]),
            ],
          ],
        ];
  const speaking = isVerbose() ? verdictsOf(outcome).filter(([, { allowed }]) => !allowed) : [refused];
  return [...ruleFacts, ...speaking.flatMap(wordsOf)];
}

function wordsOf([browser, { consoleMessage }]: NamedVerdict): Fact[] {
  if (consoleMessage === null) return [];
  const messages = shownWords(consoleMessage).split('\n');
  return [[`${displayNames[browser]} says`, messages]];
}

/**
 * An exchange as a curl line; of a response from the HTTP cache, the request it was stored for.
 *
 * @param body What was sent with it; undefined where that is not known.
 */
export function curlFact(exchange: Exchange, body?: Uint8Array | null): Fact {
  const { line, notes } = curlCommand(asStored(exchange), { reveal: reveals(), body });
  return ['Reproduce', `${line}   # ${['BASE=where your app listens', ...notes].join('; ')}`];
}

function asStored(exchange: Exchange): Exchange {
  if (exchange.httpCache === undefined) return exchange;
  const { storedFor } = exchange.httpCache;
  const origin = storedFor === null ? [] : [['Origin', storedFor] as const];
  return { ...exchange, requestHeaders: [...without(['origin'], exchange.requestHeaders), ...origin] };
}

function isVerbose(): boolean {
  return configured().verbose === true;
}
