import { UsageError } from '../errors/usage-error.js';
import { checkOrigin } from '../request/check-origin.js';
import { checkFlag, checkObject, oneOf } from '../request/check-values.js';
import { checkKeys } from '../request/configuration.js';
import { keysOf } from '../text/keys-of.js';
import { parseUrl } from '../text/parse-url.js';
import { type Declared, isDeclared } from './declared.js';
import { deriveOrigins } from './derive.js';
import {
  defaultFamilies,
  type HostileFamily,
  type HostileOrigin,
  neverSentFamilies,
  type OptInFamily,
  optInFamilies,
} from './hostile-origin.js';
import { withinLimit } from './limit.js';

/** An origin the app allows on purpose, or a function that recognizes it. */
export type AuditException = string | ((origin: string) => boolean);

/** What the app allows besides the trusted origins, and which families are derived. */
export interface HostileOriginsOptions extends Declared {
  /** Other origins that the app may allow. */
  readonly except?: AuditException | readonly AuditException[] | undefined;
  /** Families that are off by default. */
  readonly include?: OptInFamily | readonly OptInFamily[] | undefined;
  /** Families to leave out. */
  readonly exclude?: HostileFamily | readonly HostileFamily[] | undefined;
  /** Adds values that no browser sends, to find bugs that are no holes. Default false. */
  readonly neverSent?: boolean | undefined;
}

/** The most that are derived: each will be sent with a request and a preflight. */
export const mostOrigins = 200;

/**
 * Origins that the app must not allow, derived from those it trusts: one common mistake in a check of `Origin` allows
 * each of them. The same list for the same call, at most 200, the families that matter most first; where more
 * could be derived, every family gives the most telling ones. All but those of `ext-scheme` and `neverSent` are what a
 * browser sends: `null`, or serialized as a browser does it.
 *
 * An app that sends `Access-Control-Allow-Origin: null` to a disallowed origin allows `null` as well: look for that in
 * the response to the first of them.
 *
 * @throws {UsageError} `invalid-origin`, `empty-list` (nothing trusted, or nothing left to send), `unknown-key`,
 *   `invalid-value`.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 * @see https://portswigger.net/web-security/cors
 * @example
 * hostileOrigins('https://example.com', { allowSubdomains: true });
 * // [{ origin: 'https://evil.test', family: 'reflect', sentBy: 'all', owner: 'attacker',
 * //    severity: { withCredentials: 'high', withoutCredentials: 'low' } },
 * //  { origin: 'https://example.com.evil.test', family: 'prefix-dot', … }, …]
 */
export function hostileOrigins(
  trusted: string | readonly string[],
  options: HostileOriginsOptions = {},
): readonly HostileOrigin[] {
  return withinLimit(hostileOriginsByFamily(trusted, options), mostOrigins);
}

/** All that can be derived, without a limit: a list for each family that has any. */
export function hostileOriginsByFamily(
  trusted: string | readonly string[],
  options: HostileOriginsOptions = {},
): readonly (readonly HostileOrigin[])[] {
  const origins = checkTrusted(trusted);
  checkOptions(options);
  const exceptions = listOf(options.except);
  for (const one of exceptions) if (typeof one !== 'function') checkException(one);
  const isExcepted = (origin: string): boolean =>
    exceptions.some((one) => (typeof one === 'function' ? one(origin) : one === origin));

  const groups = deriveOrigins(origins, familiesOf(options), options)
    .map((group) =>
      group.filter(({ origin }) => !isDeclared(origin, origins, options) && !isExcepted(origin)),
    )
    .filter(({ length }) => length > 0);
  if (groups.length === 0) {
    throw new UsageError('empty-list', 'No hostile origin is left: the options exclude all of them.', {
      option: 'except',
    });
  }
  return groups;
}

function familiesOf({ include, exclude, neverSent = false }: HostileOriginsOptions): HostileFamily[] {
  const included = listOf(include);
  const excluded = listOf(exclude);
  return [
    ...defaultFamilies,
    ...optInFamilies.filter((id) => included.includes(id)),
    ...(neverSent ? neverSentFamilies : []),
  ].filter((id) => !excluded.includes(id));
}

/** @throws {UsageError} `empty-list`, `invalid-origin`. */
export function checkTrusted(trusted: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(trusted) ? trusted : [trusted];
  if (list.length === 0) {
    throw new UsageError(
      'empty-list',
      'Name at least one trusted origin: hostile origins are derived from it, so an app that allows none cannot be audited.',
      { option: 'trusted' },
    );
  }
  return [...new Set(list.map((origin) => checkOrigin(origin, 'trusted origin', 'trusted')))];
}

/** A hostile origin may hold a comma or a star, which nowhere else is meant so. */
function checkException(origin: string): void {
  if (typeof origin !== 'string' || parseUrl(origin)?.origin !== origin) checkOrigin(origin, 'except');
}

export const hostileKeys = keysOf<HostileOriginsOptions>({
  allowSubdomains: true,
  allowPorts: true,
  allowHttp: true,
  allowNull: true,
  except: true,
  include: true,
  exclude: true,
  neverSent: true,
});
const flags = ['allowSubdomains', 'allowPorts', 'allowHttp', 'allowNull', 'neverSent'] as const;

function checkOptions(options: HostileOriginsOptions): void {
  checkObject('the options of hostileOrigins()', options, '{ allowSubdomains: true }');
  checkKeys(options, hostileKeys, 'the options of hostileOrigins()');
  for (const flag of flags) if (options[flag] !== undefined) checkFlag(flag, options[flag]);
  for (const id of listOf(options.include)) oneOf('include', id, optInFamilies);
  for (const id of listOf(options.exclude)) {
    oneOf('exclude', id, [...defaultFamilies, ...optInFamilies, ...neverSentFamilies]);
  }
}

function listOf<Value extends string | ((origin: string) => boolean)>(
  value: Value | readonly Value[] | undefined,
): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}
