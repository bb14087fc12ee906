import { plural } from '../../text/sentence.js';
import { cellTitle } from './cause-title.js';
import { exchangeHtml, verdictsHtml } from './exchange-html.js';
import { factList, type PageFact, reasonFacts } from './fact-list.js';
import { findingHtml } from './finding.js';
import { cut, markup, type Markup } from './markup.js';
import { grouped } from '../../text/grouped.js';
import type { Matrix, Square } from './squares.js';
import { signs, type State, stateOf, states, words } from '../states.js';
import type { ReportedCell } from '../../contract/reported-contract.js';

interface Broken {
  readonly square: Square;
  readonly cell: ReportedCell;
  readonly state: State;
}

/** More would be nothing to read; all of them are in the grid. */
const shown = 8;

/** Of facts with one label. */
const most = 4;

/** Checks that fail or are noted, grouped by cause: the gravest and most frequent first. */
export function causesHtml({ rows }: Matrix, verdict: 'broken' | 'noted'): Markup {
  const broken = rows
    .flatMap(({ squares }) => squares)
    .flatMap((square) => (square === undefined ? [] : square.cells.map((cell) => ({ square, cell }))))
    .flatMap(({ square, cell }): Broken[] =>
      cell.finding === null || cell.verdict !== verdict ? [] : [{ square, cell, state: stateOf(cell) }],
    );
  const causes = [...grouped(broken, keyOf).values()].sort(
    (a, b) => gravity(a) - gravity(b) || b.length - a.length,
  );
  if (causes.length === 0) return markup``;
  return markup`<h4>${verdict === 'broken' ? 'Failed checks' : 'Noted checks'}</h4>
    <div class="findings">${causes.map(causeHtml)}</div>`;
}

function keyOf({ cell, state }: Broken): string {
  const { cause, code, culprit, fix } = cell.finding ?? {};
  return JSON.stringify(cause == null ? [state, cell.kind, code] : [state, cause, culprit, fix]);
}

function gravity([first]: readonly Broken[]): number {
  return states.indexOf(first?.state ?? 'refused');
}

function causeHtml(group: readonly Broken[]): Markup {
  const [first] = group;
  if (first === undefined) return markup``;
  const { state, cell } = first;
  const { answers } = cell;
  return findingHtml({
    look: state,
    mark: signs[state],
    meaning: words[state],
    title: markup`${cellTitle(cell)} ${culpritOf(cell)}`,
    aside: plural(group.length, 'check'),
    body: markup`${factList(factsOf(group))}
      <div class="cells">
        <h5>${group.length === 1 ? 'The check' : `The ${String(group.length)} checks`}</h5>
        <ul>
          ${group.slice(0, shown).map((one, index) => lineHtml(one, group[index - 1]))}
        </ul>
        ${
          group.length > shown &&
          markup`<p class="quiet">and ${group.length - shown} more, marked ${signs[state]} in the grid</p>`
        }
      </div>
      ${answers.slice(0, 1).map(
        (answer) =>
          markup`<details class="proof">
            <summary>Exchanges of the first check</summary>
            <p class="quiet">${cut(answer.question)}</p>
            ${verdictsHtml(answer)} ${answer.exchanges.map(exchangeHtml)}
          </details>`,
      )}`,
  });
}

function culpritOf({ finding }: ReportedCell): Markup {
  if (finding?.culprit == null) return markup``;
  const { function: name, file, line, package: of } = finding.culprit;
  const place = of ?? `${file}:${String(line)}`;
  return markup`<span class="quiet">${cut(name === null ? place : `${name}, ${place}`)}</span>`;
}

/** Where there is no cause, each route has a fix of its own. */
function factsOf(group: readonly Broken[]): PageFact[] {
  const facts = group.flatMap(({ cell }) => (cell.finding === null ? [] : reasonFacts(cell.finding)));
  const different = new Map(facts.map((fact) => [JSON.stringify(fact), fact]));
  const byLabel = grouped([...different.values()], ([label]) => label);
  return [...byLabel.values()].flatMap((some) => some.slice(0, most));
}

/** What came out is said once where it is the same as before. */
function lineHtml({ square, cell }: Broken, before: Broken | undefined): Markup {
  const cameOf = (one: Broken['cell'] | undefined): string => (one?.finding?.verdict ?? []).join('. ');
  const came = cameOf(cell) === cameOf(before?.cell) ? '' : cameOf(cell);
  return markup`<li><a href="#${square.id}">${cut(cell.name)}</a> <span class="quiet">${cut(came)}</span></li>`;
}
