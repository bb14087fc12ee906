import type { CredentialsMode, Mode } from '../../standard/request.js';
import type { CrossOriginRequest } from '../../request/cross-origin-request.js';
import { isCorsSafelistedRequestHeader } from '../../standard/cors-safelisted-request-header.js';
import { parseUrl } from '../../text/parse-url.js';
import type { ConsoleMessage } from './console-message.js';

/** What the request is made of. */
export interface ToldRequest extends Pick<
  ConsoleMessage,
  'code' | 'origin' | 'pageUrl' | 'requestedUrl' | 'method' | 'header' | 'initiators'
> {
  readonly credentials: CredentialsMode | null;
  readonly mode: Mode | null;
}

/** The request of the page that a text tells of, and what it does not tell. */
export function repeatedRequest(told: ToldRequest): Pick<ConsoleMessage, 'request' | 'unknown'> {
  const { code, requestedUrl, method, header, initiators, credentials, mode } = told;
  const origin = told.origin ?? (told.pageUrl === null ? null : (parseUrl(told.pageUrl)?.origin ?? null));
  const url = requestedUrl === null ? undefined : parseUrl(requestedUrl);
  const [initiator] = initiators;
  // What a page loads has a method and headers of its own.
  const isScripted = initiators.length === 0 || initiators.some((one) => one === 'fetch' || one === 'xhr');
  const isAboutHeader = code === 'HeaderDisallowedByPreflightResponse' && header !== null;
  const request: CrossOriginRequest = {
    ...(origin === null ? {} : { origin }),
    ...(url === undefined ? {} : { path: url.pathname + url.search }),
    ...(isScripted && method !== null ? { method } : {}),
    ...(isScripted && isAboutHeader ? { headers: { [header]: unsafeValue(header) } } : {}),
    ...(credentials === null ? {} : { credentials }),
    ...(mode === null ? {} : { mode }),
    ...(code === 'NoCorsRedirectModeNotFollow' ? { redirect: 'error' } : {}),
    ...(code === 'LocalNetworkAccessPermissionDenied' ? { localNetworkAccess: 'denied' } : {}),
    ...(initiator === undefined ? {} : { initiator }),
  };
  const isUnknown = {
    origin: origin === null,
    path: url === undefined,
    method: isScripted && method === null,
    headers: isScripted && !isAboutHeader,
    credentials: credentials === null,
    initiator: initiators.length !== 1,
  };
  const parts = ['origin', 'path', 'method', 'headers', 'credentials', 'initiator'] as const;
  return { request, unknown: parts.filter((part) => isUnknown[part]) };
}

/** A value that makes a preflight ask for the header: those of some are safelisted while they are short. */
function unsafeValue(name: string): string {
  const values = [name === 'content-type' ? 'application/json' : 'x', '"'.repeat(129)];
  return values.find((value) => !isCorsSafelistedRequestHeader(name, value)) ?? 'x';
}
