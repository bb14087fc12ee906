import { UsageError } from '../errors/usage-error.js';
import { checkOrigin } from '../request/check-origin.js';
import { checkObject, leaveOut } from '../request/check-values.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { CorsErrorCode } from '../standard/decision.js';

/** A request without its origin; a string is its path. */
export type RequestAfterOrigin = string | Omit<CrossOriginRequest, 'origin'>;

/** A request whose rejection may be pinned to one reason. */
export type RejectedRequest =
  | string
  | (Omit<CrossOriginRequest, 'origin'> & {
      /** The browser's name for the expected reason: `AllowOriginMismatch`. */
      readonly code?: CorsErrorCode;
    });

/** A request whose origins are the matcher's own; a string is its path. */
export type RequestOrPath =
  string | Omit<CrossOriginRequest, 'origin' | 'credentials' | 'cookies' | 'control'>;

/** A request with its origin; a string is the origin. */
export type RequestOrOrigin = string | CrossOriginRequest;

/** @throws {UsageError} `empty-list`: a question that cannot fail. */
export function listFrom(given: unknown, what: string): unknown[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > 0) return list;
  throw new UsageError('empty-list', `the list of ${what} is empty, so nothing would be asserted.`, {
    option: what,
  });
}

export function originsFrom(origins: unknown): string[] {
  return [...new Set(listFrom(origins, 'origins').map((origin) => checkOrigin(origin)))];
}

export function requestAfterOrigin(request: unknown): CrossOriginRequest {
  const given = requestOrPath(request);
  if (!('origin' in given)) return given;
  throw leaveOut('origin', 'the origin is the first argument');
}

export function requestOrPath(request: unknown): CrossOriginRequest {
  if (request === undefined) return {};
  return typeof request === 'string' ? { path: request } : objectFrom(request);
}

export function requestOrOrigin(request: unknown): CrossOriginRequest {
  if (request === undefined) return {};
  return typeof request === 'string' ? { origin: checkOrigin(request) } : objectFrom(request);
}

function objectFrom(request: unknown): CrossOriginRequest {
  return checkObject('request', request, '{ path, method }, or a string');
}
