import type { ReportedCell } from '../../contract/reported-contract.js';
import type { ReportedAnswer, ReportedExchange } from '../../journal/reported.js';
import { browsersOf, isDecisive, roleOf, nameOf, shownTarget } from './exchange-html.js';
import { given, reasonFacts } from './fact-list.js';
import { cut } from './markup.js';
import type { Square } from './squares.js';
import { stateOf } from '../states.js';

/** What the page's script shows of a square, in words: see `script/details.ts`, which has the same shapes. */
export class Details {
  /** Cells share exchanges: the same object is made once. */
  readonly #exchanges = new WeakMap<ReportedExchange, object>();

  of({ cells }: Square): object[] {
    return cells.map((cell) => this.#cell(cell));
  }

  #cell(cell: ReportedCell): object {
    const { name, path, route, place, answers, finding } = cell;
    const asked = path === route ? '' : `, requested at ${path}`;
    return {
      name: cut(name),
      state: stateOf(cell),
      facts: given([
        ['Contract says', 'text', [name, `${place}${asked}`]],
        ['Result', 'list', finding?.verdict ?? []],
        ...(finding === null ? [] : reasonFacts(finding)),
      ]),
      answers: answers.map((answer) => this.#answer(answer)),
    };
  }

  #answer({ question, browsers, exchanges }: ReportedAnswer): object {
    return {
      question: cut(question),
      verdicts: Object.entries(browsers).map(([name, { allowed, code, says }]) => [
        nameOf(name),
        allowed,
        code,
        says === null ? null : cut(says),
      ]),
      exchanges: exchanges.map((exchange) => this.#exchange(exchange)),
    };
  }

  #exchange(exchange: ReportedExchange): object {
    const known = this.#exchanges.get(exchange);
    if (known !== undefined) return known;
    const { method, url, requestHeaders, status, responseHeaders, curl } = exchange;
    const lines = (list: typeof requestHeaders): unknown[] =>
      list.map(([name, value]) => [name, cut(value), isDecisive(name)]);
    const details = {
      line: [method, shownTarget(url), status],
      about: `${roleOf(exchange)}, ${browsersOf(exchange)}`,
      sent: lines(requestHeaders),
      answered: lines(responseHeaders),
      // In pieces, as many lines end the same.
      curl: curl.split(" -H '"),
    };
    this.#exchanges.set(exchange, details);
    return details;
  }
}
