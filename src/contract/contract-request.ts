import { UsageError } from '../errors/usage-error.js';
import { checkHeaders } from '../request/check-headers.js';
import { checkKeys, configured } from '../request/configuration.js';
import type { Configuration } from '../request/configuration.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { isCorsSafelistedRequestHeader } from '../standard/cors-safelisted-request-header.js';
import type { Header } from '../standard/header-list.js';
import { keysOf } from '../text/keys-of.js';
import type { Cell } from './cells.js';
import type { ResolvedRoute } from './resolved-route.js';

/**
 * What every request of a contract has besides what the contract says: secrets, above all. `headers` gives values to
 * declared headers, each on the routes that declare it.
 */
export type ContractRequest = Pick<
  CrossOriginRequest,
  'headers' | 'cookies' | 'servedAt' | 'otherTargets' | 'browsers' | 'timeout'
>;

/** What is asked, for a request that is made up when it is: a token that exists only in `beforeAll`. */
export interface AskedOfContract {
  readonly method: string;
  /** Parameters replaced. */
  readonly path: string;
  readonly origin: string;
}

export type ContractRequestInput =
  ContractRequest | ((asked: AskedOfContract) => ContractRequest | Promise<ContractRequest>);

const keys = keysOf<ContractRequest>({
  headers: true,
  cookies: true,
  servedAt: true,
  otherTargets: true,
  browsers: true,
  timeout: true,
});

/** @throws {UsageError} `unknown-key`, `invalid-value`, and for headers no route declares. */
export function checkContractRequest(request: unknown, routes: readonly ResolvedRoute[]): ContractRequest {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    // It may be a secret: a token that was meant for a header.
    const message =
      '`request` must be an object such as { headers: { authorization } }, or a function that returns one.';
    throw new UsageError('invalid-value', message, { option: 'request' });
  }
  const given: ContractRequest = request;
  checkKeys(given, keys, '`request` of a contract');
  for (const [name, value] of checkHeaders(given.headers ?? {})) {
    if (isCorsSafelistedRequestHeader(name, value)) continue;
    if (routes.some(({ requestHeaders }) => requestHeaders.includes(name.toLowerCase()))) continue;
    throw new UsageError(
      'invalid-header',
      `\`request\` sets the header "${name}", but no route declares it. Add it to "requestHeaders", or leave it out.`,
      { option: 'headers', value: name },
    );
  }
  return given;
}

/** What goes with a cell. */
export async function requestOf(
  { method, route, origin }: Cell,
  input: ContractRequestInput,
  routes: readonly ResolvedRoute[],
): Promise<ContractRequest> {
  if (typeof input !== 'function') return input;
  return checkContractRequest(await input({ method, path: route.path, origin }), routes);
}

/** The headers a request has: `declared` ones with a value that browsers ask for, and those that need no permission. */
export function headersOf(declared: readonly string[], { headers = {} }: ContractRequest): readonly Header[] {
  const given = checkHeaders(headers);
  const free = given.filter(
    ([name, value]) => isCorsSafelistedRequestHeader(name, value) && !declared.includes(name.toLowerCase()),
  );
  const own = declared.map((name): Header => {
    const value = given.find(([known]) => known.toLowerCase() === name)?.[1];
    return [name, value ?? (name === 'content-type' ? 'application/json' : 'x')];
  });
  return [...own, ...free];
}

/** Of what `configure` has set, what is no part of a request: a contract says itself what is asked. */
export function configuredForContract(): Configuration {
  const { servedAt, browsers, timeout } = configured();
  return { servedAt, browsers, timeout };
}
