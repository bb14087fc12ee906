import { checkOrigin } from '../request/check-origin.js';
import { checkSeconds, checkStatus, oneOf, shown } from '../request/check-values.js';
import type { ExpectedStatus } from '../request/cross-origin-request.js';
import {
  forbiddenResponseHeaderNames,
  safelistedResponseHeaderNames,
} from '../standard/filtered-response.js';
import { keysOf } from '../text/keys-of.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import { isToken } from '../standard/infra.js';
import type { RouteTerms } from './contract.js';
import { type Faults, type Fields, isObject, typeName } from './faults.js';

export const termKeys = keysOf<RouteTerms>({
  requestHeaders: true,
  credentials: true,
  exposedHeaders: true,
  maxAge: true,
  status: true,
  params: true,
  send: true,
});

/** What a route or `defaults` declares, each thing by itself. */
export function checkTerms(faults: Faults, path: string, terms: Fields): void {
  const at = (key: string): string => `${path}.${key}`;
  const { requestHeaders, exposedHeaders, maxAge, status, params } = terms;
  if (requestHeaders !== undefined)
    checkNames(faults, at('requestHeaders'), requestHeaders, requestHeaderFault);
  if (exposedHeaders !== undefined)
    checkNames(faults, at('exposedHeaders'), exposedHeaders, exposedHeaderFault);
  faults.flag(at('credentials'), terms.credentials);
  faults.flag(at('send'), terms.send);
  if (maxAge !== undefined) faults.passes(at('maxAge'), (label) => checkSeconds(maxAge, label));
  if (status !== undefined) faults.passes(at('status'), () => checkStatus(status as ExpectedStatus));
  if (params !== undefined) checkParams(faults, at('params'), params);
}

/** `*`, or lists of origins. Only a route may allow none. */
export function checkOrigins(faults: Faults, path: string, origins: unknown, mayBeEmpty: boolean): void {
  const example = '["https://app.example"]';
  if (origins === '*') return;
  if (typeof origins === 'string' || Array.isArray(origins)) {
    const list = Array.isArray(origins) ? shown(origins) : `[${shown(origins)}]`;
    faults.add(path, `is "*" or an object: write { "allowed": ${list} }.`);
    return;
  }
  const fields = faults.object(path, origins, ['allowed', 'rejected'], 'declaration of origins');
  if (fields === undefined) return;
  const { allowed, rejected } = fields;
  const allows = faults.strings(`${path}.allowed`, allowed, example);
  if (Array.isArray(allowed) && allowed.length === 0 && !mayBeEmpty)
    faults.add(`${path}.allowed`, `is empty: nothing could tell a refusal from a broken app. ${nameOne}`);
  const rejects = rejected === undefined ? [] : faults.strings(`${path}.rejected`, rejected, example);
  for (const item of [...(allows ?? []), ...(rejects ?? [])]) {
    const isAny = item.value === '*' && item.path.includes('.allowed');
    if (isAny) faults.add(item.path, `"*" is no origin. For any page write "origins": "*".`);
    else faults.passes(item.path, (label) => checkOrigin(item.value, label));
  }
  for (const item of rejects ?? []) {
    if (allows?.some(({ value }) => value === item.value) === true)
      faults.add(item.path, `${shown(item.value)} is allowed as well. Leave it out of one of the lists.`);
  }
}

const nameOne = 'Name one that is let in.';

export function checkExact(faults: Faults, path: string, exact: unknown): void {
  for (const { path: place, value } of faults.strings(path, exact, '["methods", "headers"]') ?? [])
    faults.passes(place, (label) => oneOf(label, value, ['methods', 'headers']));
}

function checkNames(
  faults: Faults,
  path: string,
  names: unknown,
  faultIn: (name: string) => string | undefined,
): void {
  for (const { path: place, value } of faults.strings(path, names, '["x-request-id"]') ?? []) {
    const fault = isToken(value) ? faultIn(value.toLowerCase()) : 'is not a header name';
    if (fault !== undefined) faults.add(place, `${shown(value)} ${fault}.`);
  }
}

/** Those a page may set to any value, or to most, without permission. */
export const safelistedNames: readonly string[] = ['accept', 'accept-language', 'content-language', 'range'];

function requestHeaderFault(name: string): string | undefined {
  if (safelistedNames.includes(name))
    return 'is CORS-safelisted: browsers send it without asking. Leave it out';
  if (name === 'cookie') return 'is set by the browser itself. Leave it out, and write "credentials": true';
  if (isForbiddenRequestHeader(name, 'x'))
    return 'cannot be set by a page: the browser itself sets it. Leave it out';
  return undefined;
}

function exposedHeaderFault(name: string): string | undefined {
  if (safelistedResponseHeaderNames.includes(name))
    return 'is CORS-safelisted: every page that may read the answer may read it. Leave it out';
  if (forbiddenResponseHeaderNames.includes(name))
    return 'is never shown to a page, whatever is exposed. Leave it out';
  return undefined;
}

function checkParams(faults: Faults, path: string, params: unknown): void {
  if (!isObject(params)) {
    faults.add(path, `${typeName(params)} is no object: write { "id": "1" }.`);
    return;
  }
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' && value !== '') continue;
    const right = typeof value === 'number' ? `"${String(value)}"` : '"1"';
    faults.add(
      `${path}.${name}`,
      `${value === '' ? 'is empty' : `${typeName(value)} is no string`}: write ${right}.`,
    );
  }
}
