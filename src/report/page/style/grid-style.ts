/** Rows are boxes of their own, so that those out of sight cost nothing. */
export const grid = String.raw`
.scroll { margin-top: 0.75rem; max-height: min(46rem, 85vh); overflow: auto; border: 1px solid var(--line); border-radius: 8px; overscroll-behavior-x: contain; }
table { display: block; width: max-content; min-width: 100%; --first: 20rem; --cell: 2.25rem; }
table.few { --cell: 6.75rem; --first: 17rem; }
.few thead th:not(.corner), .few td { flex: 1 0 var(--cell); }
thead, tbody { display: block; }
tr { display: flex; }
tbody tr { content-visibility: auto; contain-intrinsic-height: auto 2.25rem; }
thead { position: sticky; top: 0; z-index: 2; }
thead tr { background: var(--raised); box-shadow: inset 0 -1px var(--line); }
th { font-size: 0.8125rem; font-weight: 400; text-align: left; }
thead th { flex: none; width: var(--cell); padding: 0.6rem 0.5rem; display: flex; align-items: flex-end; overflow: hidden; }
thead th i { font-style: normal; color: var(--quiet); }
.few thead th span { overflow-wrap: anywhere; font-size: 0.75rem; line-height: 1.35; min-width: 0; }
.few thead th i { display: block; }
.few thead th { justify-content: center; text-align: center; align-items: center; }
.many thead th { max-height: 17rem; padding: 0.6rem 0; justify-content: center; }
.many wbr, .many .usual { display: none; }
.many thead th span { font-size: 0.75rem; }
.few thead th span, tbody th span { max-height: 8rem; overflow: hidden; }
.many thead th span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
thead .corner, tbody th { position: sticky; left: 0; z-index: 1; flex: none; width: var(--first); }
thead .corner.corner { justify-content: flex-start; align-items: flex-end; text-align: left; padding: 0.6rem 0.875rem; background: var(--raised); font-family: inherit; color: var(--quiet); box-shadow: inset 0 -1px var(--line); }
tbody th { padding: 0.5rem 0.875rem; background: var(--ground); overflow-wrap: anywhere; line-height: 1.25rem; border-right: 1px solid var(--line); display: flex; gap: 0.75rem; }
tbody th b { flex: none; min-width: 3.75rem; font-weight: 650; font-size: 0.75rem; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
td { flex: none; width: var(--cell); min-height: 2.25rem; padding: 3px; display: flex; font-size: 0.8125rem; cursor: pointer; position: relative; scroll-margin: 14rem 4rem 4rem 21rem; }
.edge { border-left: 2px solid var(--strong-line); }
td::before { content: ""; position: absolute; inset: 3px; border-radius: 4px; background: var(--fill); box-shadow: inset 0 0 0 1px transparent; z-index: 0; }
td { align-items: center; justify-content: center; gap: 0.4rem; color: var(--on); font-weight: 650; isolation: isolate; }
td::before { z-index: -1; }
td span { font: 400 0.8125rem/1 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
td.open span { font-weight: 650; }
td.strict::before, td.noted::before { box-shadow: inset 0 0 0 1px var(--edge); }
td.none { cursor: default; }
td:not(.none):hover::before, td.current::before { box-shadow: inset 0 0 0 1.5px var(--ink); }
td:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; border-radius: 6px; z-index: 1; }
table[data-show="broken"] td:not(.open, .strict), table[data-show="noted"] td:not(.noted), table[data-show="holds"] td:is(.open, .strict, .noted) { color: var(--quiet); }
table[data-show="broken"] td:not(.open, .strict)::before, table[data-show="noted"] td:not(.noted)::before, table[data-show="holds"] td:is(.open, .strict, .noted)::before { background: none; box-shadow: none; }
.empty { padding: 1.5rem; text-align: center; color: var(--quiet); }
`;
