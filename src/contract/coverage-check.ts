import { oneOf } from '../request/check-values.js';
import { keysOf } from '../text/keys-of.js';
import { enumerate, plural } from '../text/sentence.js';
import { checkContract } from './check-contract.js';
import type { CorsContract } from './contract.js';
import { type UncoveredRoutes, uncoveredRoutes } from './coverage.js';

/** Whether a route that no contract mentions is a failure, is only reported, or is not looked for. */
export type UncoveredLevel = 'error' | 'warn' | 'ignore';

export interface CoverageOptions {
  /** Default `warn` for a report, `ignore` for tests, where it is `error` or `ignore`. */
  readonly uncoveredRoutes?: UncoveredLevel | undefined;
  /** Contracts of other files, which cover the rest of the app. */
  readonly otherContracts?: CorsContract | readonly CorsContract[] | undefined;
}

export const coverageKeys = keysOf<CoverageOptions>({ uncoveredRoutes: true, otherContracts: true });

/** @throws {UsageError} `invalid-value`; `invalid-contract` for another contract. */
export function checkCoverageOptions(
  { uncoveredRoutes: level, otherContracts }: CoverageOptions,
  known: readonly UncoveredLevel[],
): void {
  if (level !== undefined) oneOf('uncoveredRoutes', level, known);
  for (const contract of [otherContracts ?? []].flat()) checkContract(contract);
}

/** The routes that the contracts together leave out; null where `uncoveredRoutes` is `ignore`. */
export async function coverageOf(
  target: unknown,
  contract: CorsContract,
  { uncoveredRoutes: level, otherContracts = [] }: CoverageOptions,
): Promise<UncoveredRoutes | null> {
  if (level === 'ignore') return null;
  return uncoveredRoutes(await appIn(target), [contract, ...[otherContracts].flat()]);
}

/** The app of a lazy target. */
async function appIn(target: unknown): Promise<unknown> {
  if (typeof target !== 'object' || target === null || !('target' in target)) return target;
  return typeof target.target === 'function' ? await (target.target as () => unknown)() : target;
}

/** `no contract mentions 2 routes: DELETE /users/:id and GET /orders`, and where the list may be longer. */
export function describeUncovered({ routes, why }: UncoveredRoutes): string[] {
  if (routes.length === 0) return [];
  const shown = routes.slice(0, routes.length > 6 ? 5 : 6).map(({ method, path }) => `${method} ${path}`);
  const left = routes.length - shown.length;
  const listed = enumerate([...shown, ...(left > 0 ? [plural(left, 'other')] : [])]);
  return [
    `no contract mentions ${plural(routes.length, 'route')}: ${listed}`,
    ...(why.length > 0 ? [`there may be more: ${why.join(' ')}`] : []),
  ];
}
