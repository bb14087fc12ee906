/** Rows and columns without a cell that matches are hidden; the other cells of those that stay are only dimmed. */
export const filter = String.raw`
const toolbar = document.getElementById('toolbar');

/**
 * @typedef {{ square: HTMLElement, row: number, column: number, kind: string, text: string }} Entry
 * @typedef {{ table: HTMLTableElement, rows: HTMLTableRowElement[], heads: HTMLTableCellElement[], names: string[], origins: string[], entries: Entry[] }} Index
 */

/** @type {Index[] | undefined} */
let indexes;
function indexed() {
  return (indexes ??= grids.map(indexOf));
}

/** @type {(table: HTMLTableElement) => Index} */
function indexOf(table) {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].slice(1);
  /** @type {Entry[]} */
  const entries = [];
  rows.forEach((row, number) => {
    [...row.cells].slice(1).forEach((square, column) => {
      if (square.id === '') return;
      const state = square.classList[0] ?? '';
      const kind = isFaulty(square) ? 'broken' : state === 'noted' ? 'noted' : 'holds';
      entries.push({ square, row: number, column, kind, text: kind === 'holds' ? '' : reasonsOf(square) });
    });
  });
  return {
    table,
    rows,
    heads,
    names: rows.map((row) => (row.cells[0]?.textContent ?? '').toLowerCase()),
    origins: heads.map((head) => head.title.toLowerCase()),
    entries,
  };
}

/** @type {(square: HTMLElement) => string} */
function reasonsOf(square) {
  const facts = cellsOf(square).flatMap((cell) => cell.facts);
  return facts.filter(([, kind]) => kind === 'name').flatMap(([, , lines]) => lines).join(' ').toLowerCase();
}

function wanted() {
  const form = /** @type {HTMLFormElement} */ (toolbar);
  const method = /** @type {HTMLSelectElement} */ (byId('method'));
  const origin = /** @type {HTMLSelectElement} */ (byId('origin'));
  return {
    show: String(new FormData(form).get('show') ?? 'all'),
    asked: /** @type {HTMLInputElement} */ (byId('search')).value.toLowerCase().split(/\s+/).filter(Boolean),
    method: method.value === '' ? null : method.options[method.selectedIndex]?.text ?? null,
    origin: origin.value === '' ? null : (origin.options[origin.selectedIndex]?.text ?? '').toLowerCase(),
  };
}

function applyFilter() {
  const { show, asked, method, origin } = wanted();
  const total = { rows: 0, ofRows: 0, origins: 0, ofOrigins: 0 };
  for (const { table, rows, heads, names, origins, entries } of indexed()) {
    /** @type {Set<number>} */
    const keptRows = new Set();
    /** @type {Set<number>} */
    const keptColumns = new Set();
    for (const { row, column, kind, text } of entries) {
      if (show !== 'all' && kind !== show) continue;
      if (method !== null && rows[row]?.dataset['method'] !== method) continue;
      const from = origins[column] ?? '';
      if (origin !== null && from !== origin) continue;
      const name = names[row] ?? '';
      if (!asked.every((word) => name.includes(word) || from.includes(word) || text.includes(word))) continue;
      keptRows.add(row);
      keptColumns.add(column);
    }
    rows.forEach((row, number) => setHidden(row, !keptRows.has(number)));
    heads.forEach((head, column) => setHidden(head, !keptColumns.has(column)));
    for (const row of rows)
      for (let column = 0; column < heads.length; column++) {
        const cell = row.cells[column + 1];
        if (cell !== undefined) setHidden(cell, !keptColumns.has(column));
      }
    table.dataset['show'] = show;
    const section = table.closest('section');
    const box = table.parentElement;
    if (box !== null) box.hidden = keptRows.size === 0;
    const empty = /** @type {HTMLElement | null} */ (section?.querySelector('.empty') ?? null);
    if (empty !== null) empty.hidden = keptRows.size > 0;
    keepReachable(table);
    total.rows += keptRows.size;
    total.ofRows += rows.length;
    total.origins += keptColumns.size;
    total.ofOrigins += heads.length;
  }
  byId('count').textContent = total.rows + ' of ' + total.ofRows + ' rows, ' + total.origins + ' of ' + total.ofOrigins + ' origins';
}

/** Writes only what changes: there may be ten thousand cells. */
/** @type {(element: HTMLElement, hidden: boolean) => void} */
function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

if (toolbar !== null) {
  toolbar.hidden = false;
  // Ready before somebody types. Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(indexed);
  else setTimeout(indexed, 200);
  toolbar.addEventListener('input', applyFilter);
  toolbar.addEventListener('submit', (event) => event.preventDefault());
  toolbar.addEventListener('reset', () => setTimeout(applyFilter));
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof Element && event.target.matches('input, select, textarea');
    if (event.key !== '/' || isTyping || sheet.open || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const search = /** @type {HTMLInputElement} */ (byId('search'));
    search.focus();
    search.select();
  });
}
`;
