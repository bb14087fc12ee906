import type { CorsReport } from './cors-report.js';
import { failingIn } from '../audit/level.js';
import { plural } from '../text/sentence.js';
import { type State, stateOf, states } from './states.js';

export interface Totals {
  readonly cells: Readonly<Record<State, number>>;
  /** What the contracts say altogether. */
  readonly said: number;
  readonly broken: number;
  /** Routes no contract mentions, where that fails. */
  readonly uncovered: number;
  readonly findings: number;
  /** Grave enough to fail their audit. */
  readonly failing: number;
  readonly failures: number;
  readonly passed: boolean;
}

export function totalsOf({ contracts, audits, failures }: CorsReport): Totals {
  const cells = countStates(contracts.flatMap((contract) => contract.cells));
  const broken = cells.open + cells.strict;
  // A contract that fails without a broken cell fails for the routes it leaves out.
  const uncovered = contracts
    .filter(({ passed, cells: own }) => !passed && own.every(({ verdict }) => verdict !== 'broken'))
    .reduce((sum, contract) => sum + (contract.uncovered?.routes.length ?? 0), 0);
  return {
    cells,
    said: contracts.reduce((sum, contract) => sum + contract.cells.length, 0),
    broken,
    uncovered,
    findings: audits.flatMap(({ findings }) => findings).length,
    failing: audits.flatMap(failingIn).length,
    failures: failures.length,
    passed:
      contracts.every(({ passed }) => passed) &&
      audits.every(({ passed }) => passed) &&
      failures.length === 0,
  };
}

export function countStates(cells: readonly Parameters<typeof stateOf>[0][]): Record<State, number> {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  for (const cell of cells) counts[stateOf(cell)] += 1;
  return counts;
}

/** `3 of 120 checks fail; 2 audit findings; 1 failed assertion`. */
export function headline(report: CorsReport, totals = totalsOf(report)): string {
  const { contracts, audits } = report;
  const { noted } = totals.cells;
  const { said, broken, uncovered, findings, failing, failures } = totals;
  const parts = [
    said > 0 &&
      `${checksSummary(said, broken)}${broken === 0 && noted > 0 ? `, ${number(noted)} noted` : ''}`,
    uncovered > 0 && `${count(uncovered, 'route')} in no contract`,
    failing > 0 && count(findings, 'audit finding'),
    failing === 0 && findings > 0 && `${count(findings, 'audit finding')}, none severe enough to fail`,
    audits.length > 0 && findings === 0 && 'no audit findings',
    failures > 0 && count(failures, 'failed assertion'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return contracts.length === 0 ? 'no assertion failed' : 'nothing was checked';
  return parts.join('; ');
}

/** What was checked: what a green report is worth. */
export function checkedOf({ contracts, audits }: CorsReport): string {
  const cells = contracts.flatMap((contract) => contract.cells);
  const different = (values: readonly string[]): number => new Set(values).size;
  const exchanges = [...contracts, ...audits].reduce((sum, { exchanges }) => sum + exchanges, 0);
  const parts = [
    cells.length > 0 &&
      `${count(different(cells.map(({ route }) => route)), 'route')} checked from ${count(different(cells.map(({ origin }) => origin)), 'origin')}`,
    audits.length > 0 &&
      `${count(
        audits.reduce((sum, { probes }) => sum + probes, 0),
        'hostile origin',
      )} tried by ${audits.length === 1 ? 'the audit' : 'the audits'}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `${[...parts, count(exchanges, 'exchange')].join('; ')}.`;
}

/** `2 of 5 checks fail`, `all 5 checks pass`. */
export function checksSummary(total: number, broken: number): string {
  if (broken > 0) return `${number(broken)} of ${count(total, 'check')} ${broken === 1 ? 'fails' : 'fail'}`;
  return total === 1 ? 'the one check passes' : `all ${count(total, 'check')} pass`;
}

export function count(amount: number, noun: string): string {
  return plural(amount, noun).replace(/^\d+/, number(amount));
}

function number(amount: number): string {
  return amount.toLocaleString('en');
}
