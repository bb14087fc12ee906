import { markup, type Markup } from './markup.js';

/** Where `script/sheet.ts` shows what is behind a cell. */
export function sheetHtml(): Markup {
  return markup`<dialog id="sheet" aria-labelledby="sheet-title">
  <header>
    <p id="sheet-state"></p>
    <h2 id="sheet-title" tabindex="-1"></h2>
    <div class="buttons">
      <button type="button" id="previous" title="Previous cell (p)" aria-label="Previous cell">‹</button>
      <button type="button" id="next" title="Next cell (n)" aria-label="Next cell">›</button>
      <button type="button" id="close" title="Close (Esc)" aria-label="Close">×</button>
    </div>
  </header>
  <div id="sheet-body"></div>
  <p id="sheet-said" class="unseen" role="status"></p>
</dialog>
<p id="said" class="unseen" role="status"></p>`;
}
