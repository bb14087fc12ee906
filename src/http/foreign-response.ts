import type { IncomingMessage } from 'node:http';
import type { HeaderList } from '../standard/header-list.js';
import { stripTabOrSpace } from '../standard/infra.js';
import { headerListFromRaw, type ResponseHead } from './response-head.js';

/** An exchange somebody else has made with supertest or superagent: what was sent, and the head of the response. */
export interface ForeignExchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: HeaderList;
  readonly response: ResponseHead;
  /** Whether superagent has followed redirects on the way: what came before is lost. */
  readonly redirected: boolean;
}

/** What is used of superagent's `Response`, typed structurally. */
interface SuperagentResponse {
  readonly status: number;
  readonly res: IncomingMessage;
  readonly request: { readonly method: string; readonly url: string };
  readonly redirects?: readonly unknown[];
  /** The ClientRequest; `_header` is the head as it went out. */
  readonly req: { readonly _header: string };
}

/** The exchange behind a supertest or superagent response; undefined for anything else. */
export function foreignExchange(received: unknown): ForeignExchange | undefined {
  if (!isSuperagentResponse(received)) return undefined;
  const [requestLine = '', ...lines] = received.req._header.split('\r\n');
  const [method = ''] = requestLine.split(' ');
  return {
    method,
    url: received.request.url,
    requestHeaders: lines.filter(Boolean).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), stripTabOrSpace(line.slice(colon + 1))];
    }),
    response: { status: received.status, headerList: headerListFromRaw(received.res.rawHeaders) },
    redirected: (received.redirects?.length ?? 0) > 0,
  };
}

function isSuperagentResponse(value: unknown): value is SuperagentResponse {
  if (typeof value !== 'object' || value === null) return false;
  const at = (holder: unknown, name: string): unknown =>
    typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  return (
    typeof at(value, 'status') === 'number' &&
    Array.isArray(at(at(value, 'res'), 'rawHeaders')) &&
    typeof at(at(value, 'request'), 'url') === 'string' &&
    typeof at(at(value, 'req'), '_header') === 'string'
  );
}

/** The part of the Fetch API's `Response` that is used: lib DOM is not asked of users. */
export interface FetchResponse {
  readonly type: string;
  readonly status: number;
  readonly url: string;
  readonly headers: Iterable<readonly [name: string, value: string]> & { get(name: string): string | null };
}

/** Whether it is what some `fetch()` resolved to, of whatever realm or implementation. */
export function isFetchResponse(value: unknown): value is FetchResponse {
  if (typeof value !== 'object' || value === null) return false;
  const headers: unknown = Reflect.get(value, 'headers');
  return (
    typeof Reflect.get(value, 'status') === 'number' &&
    typeof Reflect.get(value, 'type') === 'string' &&
    typeof Reflect.get(value, 'clone') === 'function' &&
    typeof headers === 'object' &&
    headers !== null &&
    typeof Reflect.get(headers, 'get') === 'function'
  );
}
