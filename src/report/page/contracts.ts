import type { ReportedContract } from '../../contract/reported-contract.js';
import { causesHtml } from './causes.js';
import { placeOf } from './fact-list.js';
import { gridHtml } from './grid.js';
import { cut, markup, type Markup } from './markup.js';
import type { Matrix } from './squares.js';
import { meanings, signs, states, words } from '../states.js';
import { toolbarHtml } from './toolbar.js';
import { count, countStates } from '../totals.js';

export function contractsHtml(contracts: readonly ReportedContract[], matrices: readonly Matrix[]): Markup {
  if (contracts.length === 0) return markup``;
  const sections = contracts.map((contract, index) => {
    const matrix = matrices[index] ?? { rows: [], columns: [] };
    return markup`<section class="contract" aria-label="${cut(contract.name)}">
      <h3 class="name">${cut(contract.name)}</h3>
      <p class="quiet">${aboutOf(contract)}</p>
      ${causesHtml(matrix, 'broken')}
      ${legendHtml(contract)}
      ${gridHtml(matrix, contract.name, index)}
      <p class="empty" hidden>No check of this contract matches.</p>
      ${causesHtml(matrix, 'noted')}
      ${uncoveredHtml(contract)}
    </section>`;
  });
  return markup`<section id="contracts" class="part">
    <h2>${contracts.length === 1 ? 'Contract' : 'Contracts'}</h2>
    ${toolbarHtml(contracts)}
    <noscript><p class="quiet">Without JavaScript there are no filters, and cells do not open.</p></noscript>
    ${sections}
  </section>`;
}

function aboutOf({ cells, exchanges, source }: ReportedContract): string {
  const parts = [count(cells.length, 'check'), count(exchanges, 'exchange'), cut(placeOf(source))];
  return parts.filter(Boolean).join(' · ');
}

/** What the signs mean, and how often each is. */
function legendHtml({ cells }: ReportedContract): Markup {
  const counts = countStates(cells);
  return markup`<ul class="legend" aria-label="Checks by sign">
    ${states
      .filter((state) => counts[state] > 0)
      .map(
        (state) =>
          markup`<li><span class="mark ${state}" aria-hidden="true">${signs[state]}</span>
          <span><b>${counts[state].toLocaleString('en')}</b> ${words[state]}<span class="unseen">, ${meanings[state]}</span></span></li>`,
      )}
  </ul>`;
}

function uncoveredHtml({ uncovered }: ReportedContract): Markup {
  if (uncovered === null || (uncovered.routes.length === 0 && uncovered.isComplete)) return markup``;
  const { routes, why } = uncovered;
  const title =
    routes.length === 0
      ? 'Not every route of the app is known'
      : `${count(routes.length, 'route')} in no contract`;
  return markup`<details class="finding noted">
    <summary><span class="mark noted" aria-hidden="true">?</span><span class="title">${title}</span></summary>
    <div class="body">
      <ul class="plain">${routes.map(({ method, path }) => markup`<li><b>${method}</b> <code>${cut(path)}</code></li>`)}</ul>
      ${why.map((line) => markup`<p class="quiet">${cut(line)}</p>`)}
    </div>
  </details>`;
}
