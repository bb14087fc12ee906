import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Exchange } from '../browser/transcript.js';
import { get, type Header, type HeaderList, without } from '../standard/header-list.js';
import type { ResponseRecord } from '../standard/response.js';
import { checkCode } from './facts.js';

const allowOrigin = 'access-control-allow-origin';
const allowCredentials = 'access-control-allow-credentials';
const allowMethods = 'access-control-allow-methods';
const allowHeaders = 'access-control-allow-headers';

/** The response, had the rule that blocked it been kept: nothing else of it is changed. */
export function asIfAllowed(exchange: Exchange, outcome: FetchOutcome): ResponseRecord {
  const { url, status, responseHeaders } = exchange;
  const { request, code } = outcome;
  const set = (...headers: readonly Header[]): ResponseRecord => ({
    url,
    status,
    headerList: [
      ...without(
        headers.map(([name]) => name),
        responseHeaders,
      ),
      ...headers,
    ],
  });
  const added = (name: string, values: readonly string[]): Header => [
    name,
    [get(name, responseHeaders), ...values].filter(Boolean).join(', '),
  ];
  const requested = (get('access-control-request-headers', exchange.requestHeaders) ?? '').split(',');
  switch (code) {
    case 'PreflightInvalidStatus':
    case 'PreflightDisallowedRedirect':
      return { url, status: 204, headerList: without(['location'], responseHeaders) };
    case 'MethodDisallowedByPreflightResponse':
      return set(added(allowMethods, [request.method]));
    case 'InvalidAllowMethodsPreflightResponse':
      return set([allowMethods, request.method]);
    case 'HeaderDisallowedByPreflightResponse':
      return set(added(allowHeaders, requested));
    case 'InvalidAllowHeadersPreflightResponse':
      return set([allowHeaders, requested.join(', ')]);
    default:
  }
  const named: Header = [allowOrigin, get('origin', exchange.requestHeaders) ?? request.origin];
  switch (checkCode(outcome)) {
    case 'InvalidAllowCredentials':
      return set([allowCredentials, 'true']);
    // Whoever names the origin for the sake of credentials allows them.
    case 'WildcardOriginNotAllowed':
      return set(named, [allowCredentials, 'true']);
    default:
      return set(named);
  }
}

/** The response of an app whose CORS is right for this request in everything. */
export function asIfRight(
  { url, status, kind, ...exchange }: Exchange,
  outcome: FetchOutcome,
): ResponseRecord {
  const { request } = outcome;
  const origin = get('origin', exchange.requestHeaders) ?? request.origin;
  const requested = get('access-control-request-headers', exchange.requestHeaders);
  const cors: HeaderList = [
    [allowOrigin, origin],
    ...(request.credentials === 'include' ? [[allowCredentials, 'true'] as const] : []),
    ...(kind === 'preflight' ? [[allowMethods, request.method] as const] : []),
    ...(kind === 'preflight' && requested !== null ? [[allowHeaders, requested] as const] : []),
  ];
  const headerList = [...without(['location'], exchange.responseHeaders), ...cors];
  return kind === 'preflight' ? { url, status: 204, headerList } : { url, status, headerList };
}
