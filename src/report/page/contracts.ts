import type { ReportedContract } from '../../contract/reported-contract.js';
import { causesHtml } from './causes.js';
import { placeOf } from './facts.js';
import { gridHtml } from './grid.js';
import { cut, markup, type Markup } from './markup.js';
import type { Matrix } from './squares.js';
import { meanings, signs, states, words } from './states.js';
import { toolbarHtml } from './toolbar.js';
import { count, countStates } from './totals.js';

export function contractsHtml(contracts: readonly ReportedContract[], matrices: readonly Matrix[]): Markup {
  if (contracts.length === 0) return markup``;
  const sections = contracts.map((contract, index) => {
    const matrix = matrices[index] ?? { rows: [], columns: [] };
    return markup`<section class="contract" aria-label="${cut(contract.name)}">
      <h3 class="name">${cut(contract.name)}</h3>
      <p class="quiet">${aboutOf(contract)}</p>
      ${causesHtml(matrix)}
      ${uncoveredHtml(contract)}
      ${gridHtml(matrix, contract.name, index)}
      <p class="empty" hidden>No cell of this contract matches.</p>
    </section>`;
  });
  return markup`<section id="contracts" class="part">
    <h2>${contracts.length === 1 ? 'Contract' : 'Contracts'}</h2>
    ${toolbarHtml(contracts)}
    ${legendHtml()}
    ${sections}
  </section>`;
}

function aboutOf(contract: ReportedContract): string {
  const { open, strict, noted, allowed, refused } = countStates(contract.cells);
  const parts = [
    `${count(allowed + refused, 'cell')} hold${allowed + refused === 1 ? 's' : ''}`,
    open > 0 && `${String(open)} too open`,
    strict > 0 && `${String(strict)} too strict`,
    noted > 0 && `${String(noted)} noted`,
    count(contract.exchanges, 'exchange'),
    cut(placeOf(contract.source)),
  ];
  return parts.filter(Boolean).join(' · ');
}

function legendHtml(): Markup {
  return markup`<ul class="legend" aria-label="What the signs mean">
    ${states.map(
      (state) =>
        markup`<li title="${meanings[state]}"><span class="mark ${state}" aria-hidden="true">${signs[state]}</span>
          ${words[state]} <span class="unseen">(${signs[state]}: ${meanings[state]})</span></li>`,
    )}
  </ul>`;
}

function uncoveredHtml({ uncovered }: ReportedContract): Markup {
  if (uncovered === null || (uncovered.routes.length === 0 && uncovered.isComplete)) return markup``;
  const { routes, why } = uncovered;
  const title =
    routes.length === 0 ? 'Not every route of the app is known' : `${count(routes.length, 'route')} in no contract`;
  return markup`<details class="finding noted">
    <summary><span class="mark noted" aria-hidden="true">?</span><span class="title">${title}</span></summary>
    <div class="body">
      <ul class="plain">${routes.map(({ method, path }) => markup`<li><b>${method}</b> <code>${cut(path)}</code></li>`)}</ul>
      ${why.map((line) => markup`<p class="quiet">${cut(line)}</p>`)}
    </div>
  </details>`;
}
