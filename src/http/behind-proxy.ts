import type * as http from 'node:http';
import { type HeaderList } from '../standard/header-list.js';
import { sharedState } from '../state/shared-state.js';
import { parseResponseHead } from './response-head.js';

/** What the app behind a proxy was asked, and how it responded. */
export interface AppSide {
  readonly method: string;
  /** Path and query, as the proxy asked for it. */
  readonly url: string;
  /** Of the request, as the proxy passed it on; null where it had none. */
  readonly origin: string | null;
  /** Null where it sent no response, or one that Node did not write. */
  readonly status: number | null;
  /** Of the response, as the app sent them: in order, duplicates kept. */
  readonly headers: HeaderList;
}

/** The other side of a proxy while one exchange was on its way. */
export interface BehindProxy {
  /** Null where the request never reached the app: the proxy responded by itself. */
  readonly app: AppSide | null;
  /** Where it did not: what the app has responded before to the same method and path, the latest last. */
  readonly earlier: readonly AppSide[];
  /** How many requests reached the app meanwhile that are not like this one: health checks, or it was rewritten. */
  readonly others: number;
}

// An exchange is plain JSON data, so what happened behind the proxy is remembered beside it.
const kept = () => sharedState('behind proxies', () => new WeakMap<HeaderList, BehindProxy>());

export function keepBehindProxy(responseHeaders: HeaderList, behind: BehindProxy): void {
  kept().set(responseHeaders, behind);
}

/** What happened behind the proxy; undefined where there is none, or the app behind it is not in hand. */
export function behindProxyOf({
  responseHeaders,
}: {
  readonly responseHeaders: HeaderList;
}): BehindProxy | undefined {
  return kept().get(responseHeaders);
}

/** What has been sent by now. Of HTTP/2 there are no lines, but pairs. */
export function appSideOf(request: http.IncomingMessage, response: http.ServerResponse): AppSide {
  const { method = '', url = '', headers } = request;
  // Node keeps the head as it went out: `getHeaders()` has neither what `writeHead` was given nor what Node added.
  const sent: unknown = Reflect.get(response, '_header');
  const head =
    typeof sent === 'string' ? parseResponseHead(Buffer.from(sent, 'latin1')) : headOfStream(response);
  return {
    method,
    url,
    origin: headers.origin ?? null,
    status: head?.status ?? null,
    headers: head?.headerList ?? [],
  };
}

function headOfStream(response: object): { status: number; headerList: HeaderList } | null {
  const stream = Reflect.get(response, 'stream') as
    { readonly sentHeaders?: http.OutgoingHttpHeaders } | undefined;
  const headers = stream?.sentHeaders;
  if (headers === undefined) return null;
  const lines = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
  const headerList = lines.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((line) => [name, String(line)] as const),
  );
  return { status: Number(headers[':status']), headerList };
}
