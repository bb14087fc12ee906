import { shownUrl } from '../state/disclosure.js';
import type { BrowserName } from '../browser/browser-name.js';
import { UsageError } from '../errors/usage-error.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import { get, type HeaderList, without } from '../standard/header-list.js';
import type { ResponseRecord } from '../standard/response.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { foreignExchange, type ForeignExchange, isFetchResponse } from '../http/foreign-response.js';

/** Answers that were got before, instead of a target to ask. They answer one question only. */
export interface Evidence {
  /** What it is called in messages. */
  readonly name: 'outcome' | 'response';
  /** The question it answers. */
  readonly asked: CrossOriginRequest;
  readonly url: string;
  readonly responses: readonly RecordedResponse[];
  /** The verdict, where it holds one. */
  readonly outcome?: FetchOutcome;
}

export interface RecordedResponse extends ResponseRecord {
  readonly kind: 'preflight' | 'request';
}

/** What stands in `expect(…)`. */
export function subjectName(received: unknown): 'app' | 'outcome' | 'response' {
  if (isOutcome(received)) return 'outcome';
  return foreignExchange(received) !== undefined || isFetchResponse(received) ? 'response' : 'app';
}

/**
 * The evidence in what was given to `expect`; undefined if it is something else, such as a target.
 *
 * @throws {UsageError} `not-evidence` for a response that does not tell which page asked.
 */
export function evidenceIn(received: unknown): Evidence | undefined {
  if (isOutcome(received)) return evidenceOfOutcome(received);
  const foreign = foreignExchange(received);
  if (foreign !== undefined) return evidenceOfResponse(foreign);
  if (!isFetchResponse(received)) return undefined;
  throw new UsageError(
    'not-evidence',
    'a Fetch Response does not say which page sent the request, so only toExposeHeaders can judge it. Pass the app itself: expect(app).',
  );
}

/** An outcome of this library, also one that was revived from JSON. */
export function isOutcome(value: unknown): value is FetchOutcome {
  if (typeof value !== 'object' || value === null) return false;
  const { allowed, exchanges, browsers, request } = value as Partial<FetchOutcome>;
  return (
    typeof allowed === 'boolean' &&
    Array.isArray(exchanges) &&
    typeof browsers === 'object' &&
    typeof request === 'object'
  );
}

function evidenceOfOutcome(outcome: FetchOutcome): Evidence {
  const { origin, path, method, headers, credentials, mode, redirect, initiator } = outcome.request;
  return {
    name: 'outcome',
    asked: {
      origin,
      path,
      method,
      headers,
      credentials,
      mode,
      redirect,
      initiator,
      browsers: Object.keys(outcome.browsers) as BrowserName[],
    },
    url: outcome.request.url,
    responses: outcome.exchanges.map(({ kind, url, status, responseHeaders: headerList }) => ({
      kind,
      url,
      status,
      headerList,
    })),
    outcome,
  };
}

function evidenceOfResponse({ method, ...exchange }: ForeignExchange): Evidence {
  const { requestHeaders, response, redirected } = exchange;
  const origin = get('origin', requestHeaders);
  const { protocol, pathname, search } = new URL(exchange.url);
  // A port on loopback is supertest's own, and says nothing about the deployment.
  const url = isLoopback(exchange.url) ? `${protocol}//127.0.0.1${pathname}${search}` : exchange.url;
  if (origin === null) {
    throw new UsageError(
      'not-evidence',
      `this is the response to a ${method} ${shownUrl(pathname)} that was sent without Origin, so it says nothing about CORS. Set it: .set('Origin', 'https://app.example').`,
    );
  }
  if (redirected) {
    throw new UsageError(
      'not-evidence',
      'superagent has followed a redirect, so the redirect itself is lost, but a browser checks that response, too. Pass the app itself: expect(app).',
    );
  }
  const preflightFor = get('access-control-request-method', requestHeaders);
  const isPreflight = method === 'OPTIONS' && preflightFor !== null;
  return {
    name: 'response',
    asked: {
      origin,
      path: pathname + search,
      method: isPreflight ? preflightFor : method,
      headers: isPreflight
        ? unsafeHeaders(namesIn(get('access-control-request-headers', requestHeaders)))
        : scriptsOwn(requestHeaders),
      // A browser sends cookies to another origin only when it is told to.
      ...(get('cookie', requestHeaders) === null ? {} : { credentials: 'include' }),
    },
    url,
    responses: [{ kind: isPreflight ? 'preflight' : 'request', url, ...response }],
  };
}

/** Those a page's script has set: the others are the browser's, or here the transport's. */
function scriptsOwn(headers: HeaderList): HeaderList {
  return without(['user-agent'], headers).filter(([name, value]) => !isForbiddenRequestHeader(name, value));
}

function namesIn(list: string | null): string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/**
 * Headers that need a preflight, whatever their names: a value of more than 128 bytes is never safelisted
 * (https://fetch.spec.whatwg.org/#cors-safelisted-request-header, step 1).
 */
export function unsafeHeaders(names: readonly string[]): HeaderList {
  return names.map((name) => [name, 'x'.repeat(129)]);
}
