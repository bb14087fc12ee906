import { type BrowserName, displayNames } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import { curlLine } from '../diagnosis/curl-line.js';
import { configured } from '../fetch/configuration.js';
import type { BrowserVerdict, FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import { get } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import { escapeForTerminal } from '../text/escape.js';
import { type Fact, labels } from '../text/labels.js';
import { redactHeaderValue, redactUrl } from '../text/redact.js';
import { enumerate } from '../text/sentence.js';
import type { MatcherContext } from './context.js';

/** `expect(app).not.toAllowOrigin(expected)`, as Jest writes it. */
export function hint(context: MatcherContext, name: string): string {
  return context.utils.matcherHint(name, 'app', 'expected', {
    isNot: context.isNot === true,
    promise: context.promise ?? '',
  });
}

export interface Report {
  readonly name: string;
  /** The expectation, `Expected origin:  "https://app.example"`. */
  readonly expected: Fact;
  /** What came out, a line each. */
  readonly verdict: readonly string[];
  /** Which of several origins the rest of the message is about. */
  readonly about?: string | undefined;
  readonly question: Question;
  readonly outcome: FetchOutcome;
}

/** The one grammar of all failures: what was expected, the verdict, the exchanges, the rule, the browser's words, curl. */
export function message(context: MatcherContext, report: Report): string {
  const { outcome, question } = report;
  const verdict: Fact = ['Verdict', report.verdict.map((line) => context.utils.RECEIVED_COLOR(line))];
  const about: Fact[] = report.about === undefined ? [] : [['About', `"${report.about}"`]];
  const sections = [hint(context, report.name), labels([report.expected, verdict], width)];
  sections.push(labels([...about, ...exchangeFacts(outcome, question), ...reasonFacts(outcome)], width));
  return sections.join('\n\n');
}

const width = 18;

/** `PUT /users with content-type: application/json, with credentials`. */
export function describeQuestion({ request, path }: Question): string {
  const headers = request.headerList.map(([name, value]) => {
    const shown = shownValue(name, value);
    return `${name.toLowerCase()}: ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`;
  });
  const parts = [
    headers.length > 0 ? ` with ${enumerate(headers)}` : '',
    request.credentialsMode === 'include' ? ', credentials included' : '',
    request.mode === 'cors' ? '' : `, mode ${request.mode}`,
  ];
  return escapeForTerminal(`${request.method} ${shownUrl(path)}${parts.join('')}`);
}

/** `blocked by Chromium, Firefox and WebKit, before the PUT was sent`, or who allows and who blocks. */
export function describeVerdict(outcome: FetchOutcome, question: Question): string {
  const names = (allowed: boolean): string[] =>
    verdictsOf(outcome)
      .filter(([, verdict]) => verdict.allowed === allowed)
      .map(([browser]) => displayNames[browser]);
  const [allowing, blocking] = [names(true), names(false)];
  const parts = [
    allowing.length > 0 ? `allowed by ${enumerate(allowing)}` : '',
    blocking.length > 0 ? `blocked by ${enumerate(blocking)}${whenBlocked(outcome, question)}` : '',
  ];
  return parts.filter(Boolean).join('; ');
}

function whenBlocked({ phase, exchanges }: FetchOutcome, { request }: Question): string {
  if (phase === 'guard') return ', before anything was sent';
  if (phase === 'preflight')
    return exchanges.some(({ kind }) => kind === 'request')
      ? ' at the preflight'
      : `, before the ${request.method} was sent`;
  if (phase === 'redirect') return ' at a redirect';
  return isSafeMethod(request.method)
    ? ': the page may not read the answer'
    : `, after the ${request.method} was sent`;
}

export function verdictsOf(outcome: FetchOutcome): (readonly [BrowserName, BrowserVerdict])[] {
  return Object.entries(outcome.browsers) as [BrowserName, BrowserVerdict][];
}

/** The browser whose refusal is told: the first one that refuses. */
function refusing(outcome: FetchOutcome): readonly [BrowserName, BrowserVerdict] | undefined {
  return verdictsOf(outcome).find(([, { allowed }]) => !allowed);
}

function exchangeFacts(outcome: FetchOutcome, question: Question): Fact[] {
  const browser = (refusing(outcome) ?? verdictsOf(outcome)[0])?.[0];
  const told = outcome.exchanges.filter(
    ({ browsers }) => browser === undefined || browsers.includes(browser),
  );
  // A long chain of redirects is told by its beginning and its end.
  const shown = told.length > 5 ? [...told.slice(0, 2), ...told.slice(-3)] : told;
  const requests = told.filter(({ kind }) => kind === 'request');
  return shown.map((exchange) => {
    const redirected = exchange.kind === 'request' && requests.indexOf(exchange) > 0;
    const label = exchange.kind === 'preflight' ? 'Preflight' : redirected ? 'Redirected' : 'Request';
    return [label, describeExchange(exchange, question)];
  });
}

function describeExchange(exchange: Exchange, { request }: Question): string[] {
  const { hostname, pathname, search } = new URL(exchange.url);
  const elsewhere =
    exchange.kind === 'request' && !['127.0.0.1', 'localhost'].includes(hostname)
      ? new URL(exchange.url).origin
      : '';
  const line = `${exchange.method} ${elsewhere}${shownUrl(pathname + search)} -> ${String(exchange.status)}`;
  const allowOrigin = get('access-control-allow-origin', exchange.responseHeaders);
  const first =
    allowOrigin === null ? 'no Access-Control-Allow-Origin' : `Access-Control-Allow-Origin: ${allowOrigin}`;
  const more = namesWorthTelling(exchange, request.credentialsMode === 'include').flatMap((name) => {
    const value = get(name, exchange.responseHeaders);
    if (value === null) return [];
    return [`${name}: ${name === 'Location' ? shownUrl(value) : shownValue(name, value)}`];
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
  const facts: Fact[] = [];
  const refused = refusing(outcome);
  if (refused !== undefined) {
    const [browser, { code, rule, consoleMessage }] = refused;
    if (rule !== null)
      facts.push(['Rule', `${code ?? `${rule.algorithm}, step ${rule.step}`}   ${rule.url}`]);
    if (consoleMessage !== null) {
      const messages = redactUrlsIn(consoleMessage).split('\n');
      facts.push([`${displayNames[browser]} says`, messages.map(escapeForTerminal)]);
    }
  }
  const decisive = outcome.exchanges.findLast(
    ({ browsers }) => refused === undefined || browsers.includes(refused[0]),
  );
  if (decisive !== undefined) {
    const line = curlLine(decisive, { reveal: reveals() });
    facts.push(['Reproduce', `${escapeForTerminal(line)}   # BASE=where your app listens`]);
  }
  return facts;
}

function reveals(): boolean {
  return configured().reveal === true;
}

function shownUrl(url: string): string {
  return reveals() ? url : redactUrl(url);
}

function shownValue(name: string, value: string): string {
  return reveals() ? value : redactHeaderValue(name, value);
}

function redactUrlsIn(text: string): string {
  return reveals() ? text : text.replace(/https?:\/\/[^\s'’]+/g, redactUrl);
}
