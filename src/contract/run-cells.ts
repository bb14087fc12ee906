import type { Session } from '../ask/session.js';
import { allAtOnce } from '../http/at-once.js';
import { contractSession, judgeInTime } from './cell-session.js';
import { type Cell, cellsOf } from './cells.js';
import { type ContractRequestInput, requestOf } from './contract-request.js';
import type { CorsContract } from './contract.js';
import type { JudgedCell } from './judge-cell.js';
import { Questions } from './questions.js';
import { type CellEvidence, evidenceOf } from './reported-contract.js';
import { resolvedRoutes, type ResolvedRoute } from './resolved-route.js';

/** Called after each cell. */
export type OnCell = (done: number, total: number, failing: number) => void;

/**
 * Judges every cell of a contract: the control by itself, the others sixteen at once, and what is let in once more at the
 * end. Cells of one route, method and origin share their exchanges.
 */
export class CellRun {
  readonly cells: readonly Cell[];
  readonly failing = new Map<Cell, JudgedCell>();
  /** What was asked for each cell. */
  readonly evidence = new Map<Cell, CellEvidence>();
  /** Its target is found once. */
  readonly session: Session;
  readonly #input: ContractRequestInput;
  readonly #routes: readonly ResolvedRoute[];
  readonly #onCell: OnCell;
  #questions: Questions | undefined;
  #done = 0;

  constructor(target: unknown, contract: CorsContract, input: ContractRequestInput, onCell: OnCell) {
    this.cells = cellsOf(contract);
    this.session = contractSession(target);
    this.#input = input;
    this.#routes = resolvedRoutes(contract);
    this.#onCell = onCell;
  }

  get exchanges(): number {
    return this.session.exchanges;
  }

  async run(): Promise<void> {
    const [first, ...others] = groupsOf(this.cells);
    if (first !== undefined) await this.#judge(first);
    await allAtOnce(others, (group) => this.#judge(group));
  }

  /** A page that was allowed, asked again: undefined where none was, and no rejection has been proved by one. */
  async control(): Promise<JudgedCell | undefined> {
    const cell = this.cells.find((one) => one.kind === 'allowed' && !this.failing.has(one));
    if (cell === undefined) return undefined;
    return judgeInTime(cell, await this.#questionsFor(cell), this.session);
  }

  async #judge(group: readonly Cell[]): Promise<void> {
    const session = this.session.derive({ isShared: true });
    const [first] = group;
    if (first === undefined) return;
    const questions = await this.#questionsFor(first);
    for (const cell of group) {
      const judged = await judgeInTime(cell, questions, session);
      this.evidence.set(cell, evidenceOf(judged));
      if (judged.failing !== undefined) this.failing.set(cell, judged);
      this.#done += 1;
      this.#onCell(this.#done, this.cells.length, this.failing.size);
    }
  }

  /** One for all cells, unless a function makes up a request for each group. */
  async #questionsFor(cell: Cell): Promise<Questions> {
    if (typeof this.#input !== 'function') return (this.#questions ??= new Questions(this.#input));
    return new Questions(await requestOf(cell, this.#input, this.#routes));
  }
}

/** Neighbours that ask the same for the same page. */
function groupsOf(cells: readonly Cell[]): Cell[][] {
  const groups: Cell[][] = [];
  let last: Cell | undefined;
  for (const cell of cells) {
    const isSame = last?.route === cell.route && last.method === cell.method && last.origin === cell.origin;
    if (isSame) groups.at(-1)?.push(cell);
    else groups.push([cell]);
    last = cell;
  }
  return groups;
}
