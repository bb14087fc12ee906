import { allAtOnce } from '../ask/all-at-once.js';
import { findOnce } from '../ask/find-once.js';
import { askingFor } from './ask-cell.js';
import { type Cell, cellsOf } from './cells.js';
import { type ContractRequestInput, requestOf } from './contract-request.js';
import type { CorsContract } from './contract.js';
import { judgeCell } from './judge-cell.js';
import type { JudgedCell } from './judged-cell.js';
import { withCell } from './no-proof.js';
import { Questions } from './questions.js';
import { type CellEvidence, evidenceOf } from './reported-contract.js';
import { resolvedRoutes, type ResolvedRoute } from './resolved-route.js';
import { SharedExchanges } from './shared-exchanges.js';

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
  exchanges = 0;
  readonly #target: unknown;
  readonly #input: ContractRequestInput;
  readonly #routes: readonly ResolvedRoute[];
  readonly #onCell: OnCell;
  readonly #find = findOnce();
  #questions: Questions | undefined;
  #done = 0;

  constructor(target: unknown, contract: CorsContract, input: ContractRequestInput, onCell: OnCell) {
    this.cells = cellsOf(contract);
    this.#target = target;
    this.#input = input;
    this.#routes = resolvedRoutes(contract);
    this.#onCell = onCell;
  }

  async run(): Promise<void> {
    const [first, ...others] = groupsOf(this.cells);
    if (first !== undefined) await this.#judge(first);
    await allAtOnce(others, (group) => this.#judge(group));
  }

  /** A page that was let in, asked again: undefined where none was, and no refusal has been proved by one. */
  async control(): Promise<JudgedCell | undefined> {
    const cell = this.cells.find((one) => one.kind === 'allowed' && !this.failing.has(one));
    if (cell === undefined) return undefined;
    return this.#judgeCell(cell, await this.#questionsFor(cell), new SharedExchanges(this.#find));
  }

  async #judge(group: readonly Cell[]): Promise<void> {
    const exchanges = new SharedExchanges(this.#find);
    const [first] = group;
    if (first === undefined) return;
    const questions = await this.#questionsFor(first);
    for (const cell of group) {
      const judged = await this.#judgeCell(cell, questions, exchanges);
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

  async #judgeCell(cell: Cell, questions: Questions, exchanges: SharedExchanges): Promise<JudgedCell> {
    const before = exchanges.made;
    try {
      return await judgeCell(cell, askingFor(this.#target, questions, exchanges));
    } catch (error) {
      throw withCell(error, cell);
    } finally {
      this.exchanges += exchanges.made - before;
    }
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
