import { liveSession } from '../ask/assertion-session.js';
import {
  type CheckContractOptions,
  type ExplainedReport,
  reportOf,
} from '../contract/check-cors-contract.js';
import type { ContractFinding, ContractReport } from '../contract/contract-report.js';
import { describeUncovered } from '../contract/coverage-check.js';
import { recordContract } from '../contract/reported-contract.js';
import type { Failure } from '../failure/failure.js';
import { plural } from '../text/sentence.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { titleOf } from './hint.js';
import { resultOf } from './judge-claim.js';
import { recordedElsewhere } from './record-result.js';

const name = 'toMatchCorsContract';

export async function toMatchCorsContract(
  call: MatcherCall,
  contract: unknown,
  given?: unknown,
): Promise<MatcherResult> {
  const options = given as CheckContractOptions | undefined; // checked with the contract
  const session = liveSession(call.received, {}, name);
  const explained = await reportOf(session.target, contract, options);
  const { report } = explained;
  recordContract(report, call.site);
  const failure = contractFailure(titleOf(call), explained, {
    isNot: call.isNot,
    isCoverageAsked: options?.uncoveredRoutes === 'error',
  });
  return recordedElsewhere(
    resultOf(call, report.passed !== call.isNot ? undefined : { failure }, {
      expected: report.cells.map(({ name: cell }) => cell),
      actual: report.cells.filter(({ verdict }) => verdict !== 'broken').map(({ name: cell }) => cell),
    }),
  );
}

/** The result of a contract: how many checks fail and which, and what explains the first. */
export function contractFailure(
  title: string,
  { report, first }: ExplainedReport,
  { isNot, isCoverageAsked }: { readonly isNot: boolean; readonly isCoverageAsked: boolean },
): Failure {
  const routes = new Set(report.cells.map(({ place }) => place)).size;
  const expected = isNot
    ? 'at least one check of the contract to fail'
    : 'all checks of the contract to pass';
  const uncovered = report.uncovered !== null && isCoverageAsked ? describeUncovered(report.uncovered) : [];
  const about = first?.about === undefined ? (first?.title ?? '') : [first.title, first.about];
  return {
    title,
    expected: [
      'Expected',
      `${expected}   ${plural(routes, 'route')}, ${plural(report.cells.length, 'check')}`,
    ],
    verdict: [...verdictOf(report), ...uncovered],
    facts: first === undefined || isNot ? [] : [['About', about], ...first.facts],
  };
}

/** How many do not hold, and which, a line each; of many some. */
function verdictOf({ cells, findings }: ContractReport): string[] {
  const total = plural(cells.length, 'check');
  if (findings.length === 0) return [`${total} pass`];
  const shown = findings.length > 6 ? findings.slice(0, 5) : findings;
  const left = findings.length - shown.length;
  return [
    `${String(findings.length)} of ${total} ${findings.length === 1 ? 'fails' : 'fail'}`,
    ...shown.map(lineOf),
    ...(left > 0 ? [`and ${plural(left, 'other')}`] : []),
  ];
}

function lineOf({ cell, verdict }: ContractFinding): string {
  return `${cell.name}: ${verdict.join('. ')}`;
}
