import type { ReportedContract } from '../../contract/reported-contract.js';
import { cut, markup, type Markup } from './markup.js';
import { countStates } from '../totals.js';

/** What filters the grids. Hidden until the page's script runs, as nothing of it works without. */
export function toolbarHtml(contracts: readonly ReportedContract[]): Markup {
  const cells = contracts.flatMap((contract) => contract.cells);
  const { open, strict, noted, allowed, refused } = countStates(cells);
  const distinct = (values: readonly string[]): string[] => [...new Set(values)];
  const choices = [
    ['all', 'All', cells.length],
    ['broken', 'Failed', open + strict],
    ['noted', 'Noted', noted],
    ['holds', 'Passed', allowed + refused],
  ] as const;
  return markup`<form class="toolbar" id="toolbar" role="search" aria-label="Checks" hidden>
    <fieldset class="choices">
      <legend class="unseen">Show</legend>
      ${choices.map(
        ([value, word, amount]) =>
          markup`<label><input type="radio" name="show" value="${value}"${value === 'all' && markup` checked`}>
            <span>${word} <i>${amount.toLocaleString('en')}</i></span></label>`,
      )}
    </fieldset>
    <label class="search"><span class="unseen">Search route, origin, cause or code</span>
      <input type="search" id="search" placeholder="Route, origin, cause, code" autocomplete="off" spellcheck="false">
      <kbd aria-hidden="true">/</kbd></label>
    ${selectHtml('method', 'Method', 'Every method', distinct(cells.map(({ method }) => method)))}
    ${selectHtml('origin', 'Origin', 'Every origin', distinct(cells.map(({ origin }) => origin)))}
    <button type="reset">Clear</button>
    <p id="count" class="quiet" role="status"></p>
  </form>
  <p id="keys" class="unseen">Arrow keys move, Enter opens the details of a cell.</p>`;
}

function selectHtml(id: string, label: string, every: string, options: readonly string[]): Markup {
  return markup`<label><span class="unseen">${label}</span><select id="${id}">
    <option value="">${every}</option>
    ${options.map((option, index) => markup`<option value="${index}">${cut(option)}</option>`)}
  </select></label>`;
}
