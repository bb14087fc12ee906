import { subjectOf, targetIn } from '../ask/subject.js';
import { labelWidth } from '../failure/explanation.js';
import { type CheckContractOptions, type Explained, reportOf } from '../contract/check-cors-contract.js';
import type { ContractFinding, ContractReport } from '../contract/contract-report.js';
import { recordContract } from '../contract/reported-contract.js';
import { describeUncovered } from '../contract/coverage-check.js';
import { escapeForTerminal } from '../text/escape.js';
import { type Fact, labels } from '../text/labels.js';
import { plural } from '../text/sentence.js';
import type { MatcherCall } from './context.js';
import { defineMatcher } from './define-matcher.js';
import { hint } from './message.js';
import { recorded } from './record-result.js';

const name = 'toMatchCorsContract';

export const toMatchCorsContract = defineMatcher(
  name,
  2,
  async (call, contract: unknown, options?: CheckContractOptions) => {
    const target = targetIn(subjectOf(call.received), name);
    const explained = await reportOf(target, contract, options);
    const { report } = explained;
    recordContract(report, call.stack);
    return recorded({
      pass: report.passed,
      expected: report.cells.map(({ name: cell }) => cell),
      actual: report.cells.filter(({ verdict }) => verdict !== 'broken').map(({ name: cell }) => cell),
      message: () => messageOf(call, explained, options?.uncoveredRoutes === 'error'),
    });
  },
);

function messageOf(call: MatcherCall, { report, first }: Explained, isCoverageAsked: boolean): string {
  const routes = new Set(report.cells.map(({ place }) => place)).size;
  const expected = call.isNot ? 'something the contract says not to hold' : 'all the contract says to hold';
  const uncovered = report.uncovered !== null && isCoverageAsked ? describeUncovered(report.uncovered) : [];
  const verdict = [...verdictOf(report), ...uncovered.map(escapeForTerminal)].map((line) =>
    call.context.utils.RECEIVED_COLOR(line),
  );
  const head = labels(
    [
      ['Expected', `${expected}   ${plural(routes, 'route')}, ${plural(report.cells.length, 'cell')}`],
      ['Verdict', verdict],
    ],
    labelWidth,
  );
  if (first === undefined || call.isNot) return [hint(call), head].join('\n\n');
  const about: Fact[] = [
    ['About', first.item === undefined ? first.name : [first.name, first.item]],
    first.place,
  ];
  return [hint(call), head, labels([...about, ...first.facts], labelWidth)].join('\n\n');
}

/** How many do not hold, and which, a line each; of many some. */
function verdictOf({ cells, findings }: ContractReport): string[] {
  const total = plural(cells.length, 'cell');
  if (findings.length === 0) return [`${total} hold`];
  const shown = findings.length > 6 ? findings.slice(0, 5) : findings;
  const left = findings.length - shown.length;
  const verb = findings.length === 1 ? 'does' : 'do';
  return [
    `${String(findings.length)} of ${total} ${verb} not hold`,
    ...shown.map(lineOf),
    ...(left > 0 ? [`and ${plural(left, 'other')}`] : []),
  ];
}

function lineOf({ cell, verdict }: ContractFinding): string {
  return `${cell.name}: ${verdict.join('. ')}`;
}
