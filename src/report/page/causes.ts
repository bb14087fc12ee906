import { plural } from '../../text/sentence.js';
import { cellTitle } from './cause-title.js';
import { exchangeHtml, verdictsHtml } from './exchange.js';
import { factList, reasonFacts } from './facts.js';
import { findingHtml } from './finding.js';
import { cut, markup, type Markup } from './markup.js';
import { grouped, type Matrix, type Square } from './squares.js';
import { signs, type State, stateOf, states, words } from './states.js';
import type { ReportedCell } from '../../contract/reported-contract.js';

interface Broken {
  readonly square: Square;
  readonly cell: ReportedCell;
  readonly state: State;
}

/** More would be nothing to read; all of them are in the grid. */
const shown = 20;

/** What is not as the contract says, together where one cause has done it: the gravest and most frequent first. */
export function causesHtml({ rows }: Matrix): Markup {
  const broken = rows
    .flatMap(({ squares }) => squares)
    .flatMap((square) => (square === undefined ? [] : square.cells.map((cell) => ({ square, cell }))))
    .flatMap(({ square, cell }): Broken[] =>
      cell.finding === null ? [] : [{ square, cell, state: stateOf(cell) }],
    );
  const causes = grouped(broken, keyOf).sort((a, b) => gravity(a) - gravity(b) || b.length - a.length);
  const faults = causes.filter(([first]) => first?.state !== 'noted').length;
  if (causes.length === 0) return markup``;
  return markup`<h3>${headline(faults, causes.length - faults)}</h3>
    <div class="findings">${causes.map((group, index) => causeHtml(group, index === 0 && faults > 0))}</div>`;
}

function headline(faults: number, notes: number): string {
  if (faults === 0) return 'What is noted';
  return notes === 0 ? 'What is broken' : 'What is broken, and what is noted';
}

function keyOf({ cell, state }: Broken): string {
  const { cause, code, culprit, fix } = cell.finding ?? {};
  return JSON.stringify([state, cause ?? cell.kind, cause === null ? code : null, culprit, fix]);
}

function gravity([first]: readonly Broken[]): number {
  return states.indexOf(first?.state ?? 'refused');
}

function causeHtml(group: readonly Broken[], isOpen: boolean): Markup {
  const [first] = group;
  if (first?.cell.finding == null) return markup``;
  const { state, cell } = first;
  const { finding, answers } = first.cell;
  return findingHtml({
    look: state,
    mark: signs[state],
    meaning: words[state],
    title: cellTitle(cell),
    aside: plural(group.length, 'cell'),
    isOpen,
    body: markup`${factList(reasonFacts(finding))}
      <div class="cells">
        <h4>${group.length === 1 ? 'The cell' : `The ${String(group.length)} cells`}</h4>
        <ul>
          ${group.slice(0, shown).map(lineHtml)}
        </ul>
        ${group.length > shown &&
        markup`<p class="quiet">and ${group.length - shown} more, marked ${signs[state]} in the grid</p>`}
      </div>
      ${answers.slice(0, 1).map(
        (answer) =>
          markup`<details class="proof">
            <summary>Exchange of the first</summary>
            <p class="quiet">${cut(answer.question)}</p>
            ${verdictsHtml(answer)} ${answer.exchanges.map(exchangeHtml)}
          </details>`,
      )}`,
  });
}

function lineHtml({ square, cell }: Broken): Markup {
  const came = (cell.finding?.verdict ?? []).join('. ');
  return markup`<li><a href="#${square.id}">${cut(cell.name)}</a> <span class="quiet">${cut(came)}</span></li>`;
}
