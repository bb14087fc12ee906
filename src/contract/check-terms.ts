import { checkAskedName, checkExposedName } from '../request/check-header-name.js';
import { checkOrigin } from '../request/check-origin.js';
import { checkSeconds, checkStatus, oneOf, shown } from '../request/check-values.js';
import type { ExpectedStatus } from '../request/cross-origin-request.js';
import { keysOf } from '../text/keys-of.js';
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
  if (requestHeaders !== undefined) checkNames(faults, at('requestHeaders'), requestHeaders, checkAskedName);
  if (exposedHeaders !== undefined)
    checkNames(faults, at('exposedHeaders'), exposedHeaders, checkExposedName);
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
    faults.add(path, `must be "*" or an object: write { "allowed": ${list} }.`);
    return;
  }
  const fields = faults.object(path, origins, ['allowed', 'rejected'], 'declaration of origins');
  if (fields === undefined) return;
  const { allowed, rejected } = fields;
  const allows = faults.strings(`${path}.allowed`, allowed, example);
  if (Array.isArray(allowed) && allowed.length === 0 && !mayBeEmpty)
    faults.add(
      `${path}.allowed`,
      `is empty: without an allowed origin, a broken app looks like a rejection. ${nameOne}`,
    );
  const rejects = rejected === undefined ? [] : faults.strings(`${path}.rejected`, rejected, example);
  for (const item of [...(allows ?? []), ...(rejects ?? [])]) {
    const isAny = item.value === '*' && item.path.includes('.allowed');
    if (isAny) faults.add(item.path, `"*" is not an origin. To allow any origin, write "origins": "*".`);
    else faults.passes(item.path, (label) => checkOrigin(item.value, label));
  }
  for (const item of rejects ?? []) {
    if (allows?.some(({ value }) => value === item.value) === true)
      faults.add(item.path, `${shown(item.value)} is also in "allowed". Remove it from one of the lists.`);
  }
}

const nameOne = 'Name one that is allowed.';

export function checkExact(faults: Faults, path: string, exact: unknown): void {
  for (const { path: place, value } of faults.strings(path, exact, '["methods", "headers"]') ?? [])
    faults.passes(place, (label) => oneOf(label, value, ['methods', 'headers']));
}

function checkNames(
  faults: Faults,
  path: string,
  names: unknown,
  checkName: (name: string, label: string) => string,
): void {
  for (const { path: place, value } of faults.strings(path, names, '["x-request-id"]') ?? [])
    faults.passes(place, (label) => checkName(value, label));
}

function checkParams(faults: Faults, path: string, params: unknown): void {
  if (!isObject(params)) {
    faults.add(path, `${typeName(params)} is not an object: write { "id": "1" }.`);
    return;
  }
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' && value !== '') continue;
    const right = typeof value === 'number' ? `"${String(value)}"` : '"1"';
    faults.add(
      `${path}.${name}`,
      `${value === '' ? 'is empty' : `${typeName(value)} is not a string`}: write ${right}.`,
    );
  }
}
