import { displayNames } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import { curlLine } from '../diagnosis/curl-line.js';
import { configured } from '../request/configuration.js';
import type { AskedRequest, FetchOutcome } from '../ask/fetch-outcome.js';
import { decisiveExchange } from '../ask/outcome.js';
import type { Question } from '../request/question.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { escapeForTerminal } from '../text/escape.js';
import type { Fact } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';
import { reveals, shownHeader, shownUrl, shownWords } from '../errors/disclosure.js';
import { type NamedVerdict, refusing, verdictsOf } from './verdict.js';

/** Where the values of a message's facts begin. */
export const labelWidth = 18;

/** `PUT /users with content-type: application/json, with credentials`. */
export function describeQuestion({ request, path }: Question): string {
  const { method, headerList: headers, credentialsMode: credentials, mode } = request;
  return describeAsked({ method, path, headers, credentials, mode });
}

type Described = Pick<AskedRequest, 'method' | 'path' | 'headers' | 'credentials' | 'mode'>;

/** The same of what an outcome is about. */
export function describeAsked({ method, path, credentials, mode, ...asked }: Described): string {
  const headers = asked.headers.map(([name, value]) => {
    const shown = shownHeader(name, value);
    return `${name.toLowerCase()}: ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`;
  });
  const parts = [
    headers.length > 0 ? ` with ${enumerate(headers)}` : '',
    credentials === 'include' ? ', credentials included' : '',
    mode === 'cors' ? '' : `, mode ${mode}`,
  ];
  return escapeForTerminal(`${method} ${shownUrl(path)}${parts.join('')}`);
}

/** What a message tells besides what explains every verdict. */
export interface Telling {
  /** Warnings that are told already. */
  readonly told?: readonly string[];
  /** Response headers the assertion is about: told of every exchange, and told when they are missing. */
  readonly headers?: readonly string[];
  /** `Cause` and `Fix`. */
  readonly cause?: readonly Fact[];
}

/**
 * What came out of an outcome, as far as it explains the verdict: the exchanges, the rule, the browser's words, the
 * warnings, and the decisive exchange as a curl line.
 */
export function explain(
  outcome: FetchOutcome,
  { told = [], headers = [], cause = [] }: Telling = {},
): Fact[] {
  const warnings = outcome.warnings.filter(({ message }) => !told.includes(message));
  return [
    ...exchangeFacts(outcome, headers),
    ...reasonFacts(outcome),
    ...cause,
    ...warnings.map(({ id, message }): Fact => ['Warning', escapeForTerminal(`${id}: ${message}`)]),
    ...curlFacts(outcome),
  ];
}

function exchangeFacts(outcome: FetchOutcome, headers: readonly string[]): Fact[] {
  const browser = (refusing(outcome) ?? verdictsOf(outcome)[0])?.[0];
  const told = outcome.exchanges.filter(
    ({ browsers }) => isVerbose() || browser === undefined || browsers.includes(browser),
  );
  // A long chain of redirects is told by its beginning and its end.
  const shown = told.length > 5 && !isVerbose() ? [...told.slice(0, 2), ...told.slice(-3)] : told;
  const requests = told.filter(({ kind }) => kind === 'request');
  return shown.map((exchange) => {
    const redirected = exchange.kind === 'request' && requests.indexOf(exchange) > 0;
    const label = exchange.kind === 'preflight' ? 'Preflight' : redirected ? 'Redirected' : 'Request';
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
    return [line, ...lines(exchange.requestHeaders, '>'), ...lines(exchange.responseHeaders, '<')].map(
      escapeForTerminal,
    );
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
  return [`${line}, ${first}`, ...more].map(escapeForTerminal);
}

function namesWorthTelling({ kind, status }: Exchange, credentials: boolean): string[] {
  return [
    ...(credentials ? ['Access-Control-Allow-Credentials'] : []),
    ...(kind === 'preflight' ? ['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers'] : []),
    ...(status >= 300 && status <= 399 ? ['Location'] : []),
  ];
}

function reasonFacts(outcome: FetchOutcome): Fact[] {
  const refused = refusing(outcome);
  if (refused === undefined) return [];
  const { code, rule } = refused[1];
  const ruleFacts: Fact[] =
    rule === null ? [] : [['Rule', `${code ?? `${rule.algorithm}, step ${rule.step}`}   ${rule.url}`]];
  const speaking = isVerbose() ? verdictsOf(outcome).filter(([, { allowed }]) => !allowed) : [refused];
  return [...ruleFacts, ...speaking.flatMap(wordsOf)];
}

function wordsOf([browser, { consoleMessage }]: NamedVerdict): Fact[] {
  if (consoleMessage === null) return [];
  const messages = shownWords(consoleMessage).split('\n');
  return [[`${displayNames[browser]} says`, messages.map(escapeForTerminal)]];
}

function curlFacts(outcome: FetchOutcome): Fact[] {
  const decisive = decisiveExchange(outcome);
  return decisive === undefined ? [] : [curlFact(decisive)];
}

/** An exchange as a curl line. */
export function curlFact(exchange: Exchange): Fact {
  const line = curlLine(exchange, { reveal: reveals() });
  return ['Reproduce', `${escapeForTerminal(line)}   # BASE=where your app listens`];
}

function isVerbose(): boolean {
  return configured().verbose === true;
}
