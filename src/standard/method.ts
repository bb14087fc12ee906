import { isByteCaseInsensitiveMatch, isToken } from './infra.js';

/** https://fetch.spec.whatwg.org/#concept-method */
export function isMethod(bytes: string): boolean {
  return isToken(bytes);
}

/** RFC 9110 section 9.2.1: a request that is not meant to change anything, so that it may be sent again. */
export function isSafeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function isCorsSafelistedMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST';
}

/** https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return ['CONNECT', 'TRACE', 'TRACK'].some((name) => isByteCaseInsensitiveMatch(name, method));
}

/**
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 * `PATCH` is not in the list: `patch` stays `patch`, and a server that lists `PATCH` does not allow it.
 */
export function normalizeMethod(method: string): string {
  const normalized = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
  return normalized.find((name) => isByteCaseInsensitiveMatch(name, method)) ?? method;
}
