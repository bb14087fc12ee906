import { createHash } from 'node:crypto';
import type { ReportedCell, ReportedContract } from '../../contract/reported-contract.js';
import { grouped } from '../../text/grouped.js';
import { gravest, type State, stateOf } from '../states.js';

/** What a contract says of one route, method and origin. */
export interface Square {
  /** Its anchor: the same in every report of this contract. */
  readonly id: string;
  readonly state: State;
  readonly cells: readonly ReportedCell[];
}

export interface Column {
  readonly origin: string;
  /** Whether the contract mostly allows it. */
  readonly isAllowed: boolean;
}

export interface Row {
  readonly route: string;
  readonly method: string;
  /** One for each column; undefined where nothing is said. */
  readonly squares: readonly (Square | undefined)[];
}

export interface Matrix {
  readonly rows: readonly Row[];
  /** Those that are allowed first. */
  readonly columns: readonly Column[];
}

export function matrixOf({ name, cells }: ReportedContract, ids = new Set<string>()): Matrix {
  const columns = columnsOf(cells);
  const byRow = grouped(declaredOrder(cells), ({ route, method }) => JSON.stringify([route, method]));
  const rows = [...byRow.values()].map((ofRow) => {
    const byOrigin = grouped(ofRow, ({ origin }) => origin);
    const { route = '', method = '' } = ofRow[0] ?? {};
    const squares = columns.map(({ origin }) => {
      const some = byOrigin.get(origin);
      if (some === undefined) return undefined;
      const id = unique(anchorOf([name, method, route, origin]), ids);
      return { id, state: gravest(some.map(stateOf)), cells: some };
    });
    return { route, method, squares };
  });
  return { rows, columns };
}

/** The control is the first cell wherever its route stands: rows go by the place in the contract. */
function declaredOrder(cells: readonly ReportedCell[]): ReportedCell[] {
  const number = ({ place }: ReportedCell): number => Number(/\d+/.exec(place)?.[0] ?? 0);
  const isTold = cells.every(({ place }) => /\d/.test(place));
  return isTold ? [...cells].sort((a, b) => number(a) - number(b)) : [...cells];
}

function columnsOf(cells: readonly ReportedCell[]): Column[] {
  const byOrigin = grouped(cells, ({ origin }) => origin);
  const columns = [...byOrigin].map(([origin, ofOrigin]) => {
    const refused = ofOrigin.filter(({ kind }) => kind === 'refused').length;
    return { origin, isAllowed: refused * 2 < ofOrigin.length };
  });
  return [...columns.filter(({ isAllowed }) => isAllowed), ...columns.filter(({ isAllowed }) => !isAllowed)];
}

function anchorOf(parts: readonly string[]): string {
  return `c${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 10)}`;
}

function unique(id: string, taken: Set<string>): string {
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${String(number)}`;
  taken.add(free);
  return free;
}
