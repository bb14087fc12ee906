import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { reasonIn } from '../journal/reported-reason.js';
import { verdictOfCell } from './cell-message.js';
import type { Cell } from './cells.js';
import type { ContractCell, ContractFinding } from './contract-report.js';
import { fixOf } from './fix.js';
import { type JudgedCell, wantedOf } from './judged-cell.js';

/** A cell as reports tell it. */
export function toldCell(
  { name, kind, route, method, origin, credentials, isNote }: Cell,
  fails: boolean,
): ContractCell {
  return {
    name,
    kind,
    place: `routes[${String(route.index)}]`,
    route: route.name,
    method,
    path: route.path,
    origin,
    credentials,
    verdict: !fails ? 'holds' : isNote ? 'noted' : 'broken',
  };
}

/** What is not as a cell says. */
export function findingOf(judged: JudgedCell, diagnosis: Diagnosis | undefined): ContractFinding {
  const { cell, failing } = judged;
  const isWanted = wantedOf(cell) === 'refused' && failing?.outcome.allowed === false;
  const reason = reasonIn(diagnosis);
  const fix = reason.cause === null ? (fixOf(judged)?.join('\n') ?? null) : reason.fix;
  return {
    cell: toldCell(cell, true),
    verdict: verdictOfCell(judged),
    code: failing?.outcome.code ?? null,
    ...reason,
    fix: isWanted ? null : fix,
    exchanges: failing?.outcome.exchanges ?? [],
  };
}
