import { settled } from '../app/catch-alls.js';
import { routeTableOf } from '../app/route-table.js';
import type { Session } from '../ask/session.js';
import { appInHand } from '../http/app-in-hand.js';
import { deadlineIn } from '../http/deadline.js';
import { configuredTerms, timeoutFrom } from '../request/configuration.js';
import { questionFrom } from '../request/question.js';
import { oneOf } from '../request/check-values.js';
import { keysOf } from '../text/keys-of.js';
import { plural } from '../text/sentence.js';
import { checkContract } from './check-contract.js';
import type { CorsContract } from './contract.js';
import { entriesFor } from './uncovered-entries.js';
import { uncoveredIn, type UncoveredRoutes } from './coverage.js';

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
  session: Session,
  contract: CorsContract,
  { uncoveredRoutes: level, otherContracts = [] }: CoverageOptions,
): Promise<UncoveredRoutes | null> {
  if (level === 'ignore') return null;
  const app = await appInHand(session.target, deadlineIn(timeoutFrom(configuredTerms().timeout)));
  const table = await settled(routeTableOf(app), (path) => statusOf(path, session));
  return uncoveredIn(table, [contract, ...[otherContracts].flat()], table.why);
}

async function statusOf(path: string, session: Session): Promise<number | undefined> {
  const question = await questionFrom({ origin: 'null', path, redirect: 'manual' }, configuredTerms());
  const { exchanges } = await session.askWhole(question);
  return exchanges.at(-1)?.status;
}

/** How many no contract mentions, all of them ready to be pasted, and where the list may be longer. */
export function describeUncovered({ routes, why }: UncoveredRoutes): string[] {
  if (routes.length === 0) return [];
  return [
    `no contract mentions ${plural(routes.length, 'route')}; for \`routes\` of one:`,
    ...entriesFor(routes),
    ...(why.length > 0 ? [`there may be more: ${why.join(' ')}`] : []),
  ];
}
