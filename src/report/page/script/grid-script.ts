/** One cell of a grid can be reached by Tab; the arrow keys move on from there. */
export const grid = String.raw`
const grids = [...document.querySelectorAll('table[role=grid]')].map((table) => /** @type {HTMLTableElement} */ (table));

/** @param {HTMLElement} square */
function focusSquare(square) {
  const table = square.closest('table');
  for (const other of table?.querySelectorAll('td[tabindex="0"]') ?? []) other.setAttribute('tabindex', '-1');
  square.tabIndex = 0;
  square.focus();
}

/** The first cell that is shown takes the place of one that is not any more. */
/** @param {HTMLTableElement} table */
function keepReachable(table) {
  const reachable = /** @type {HTMLElement | null} */ (table.querySelector('td[tabindex="0"]'));
  if (reachable !== null && isShown(reachable)) return;
  reachable?.setAttribute('tabindex', '-1');
  for (const row of table.tBodies[0]?.rows ?? []) {
    if (row.hidden) continue;
    const square = [...row.cells].find((cell, index) => index > 0 && !cell.hidden);
    if (square !== undefined) {
      square.tabIndex = 0;
      return;
    }
  }
}

/** @type {(square: HTMLTableCellElement, key: string, toEdge: boolean) => HTMLTableCellElement | undefined} */
function neighbour(square, key, toEdge) {
  const row = /** @type {HTMLTableRowElement} */ (square.parentElement);
  if (key === 'ArrowUp' || key === 'ArrowDown' || key === 'PageUp' || key === 'PageDown') {
    const rows = [.../** @type {HTMLTableSectionElement} */ (row.parentElement).rows].filter(({ hidden }) => !hidden);
    const by = (key.endsWith('Up') ? -1 : 1) * (key.startsWith('Page') ? 10 : 1);
    const at = Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + by));
    return rows[at]?.cells[square.cellIndex];
  }
  const line = key === 'Home' && toEdge ? row.parentElement?.querySelector('tr:not([hidden])') : row;
  const last = key === 'End' && toEdge ? [...(row.parentElement?.querySelectorAll('tr:not([hidden])') ?? [])].at(-1) : line;
  const cells = [.../** @type {HTMLTableRowElement} */ (last).cells].slice(1).filter(({ hidden }) => !hidden);
  if (key === 'Home') return cells[0];
  if (key === 'End') return cells.at(-1);
  return cells[cells.indexOf(square) + (key === 'ArrowLeft' ? -1 : 1)];
}

for (const table of grids) {
  keepReachable(table);
  table.addEventListener('keydown', (event) => {
    const square = event.target;
    if (!(square instanceof HTMLTableCellElement) || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (places.has(square)) open(square);
    } else if (/^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/.test(event.key)) {
      event.preventDefault();
      const next = neighbour(square, event.key, event.ctrlKey);
      if (next !== undefined) focusSquare(next);
    }
  });
}
`;
