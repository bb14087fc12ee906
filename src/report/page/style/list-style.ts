/** Where a grid is too wide, on a phone and on paper, each row is a list: what is wrong with its origin, the rest as squares. */
export const list = String.raw`
@media (max-width: 44rem), print {
  .scroll { max-height: none; overflow: visible; border: 0; }
  table, table.few { width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { flex-wrap: wrap; gap: 0.25rem; padding: 0.75rem 0; border-top: 1px solid var(--line); contain-intrinsic-height: auto 7rem; }
  tbody tr + tr > * { border-top: 0; }
  tbody th { order: -2; position: static; width: 100%; padding: 0 0 0.25rem; border: 0; }
  tbody th b { min-width: 0; }
  .few td { min-height: 2rem; }
  td { width: 1.75rem; min-height: 1.75rem; padding: 0; border: 0 !important; scroll-margin: 4rem 0; }
  td.none { display: none; }
  td::before { inset: 0; }
  .few td, td.open, td.strict { flex: 1 0 100%; justify-content: flex-start; padding: 0.35rem 0.625rem; order: -1; }
  .few td { order: 0; }
  .few td::after, td.open::after, td.strict::after { content: attr(data-origin); font-weight: 400; overflow-wrap: anywhere; min-width: 0; order: 1; }
  td span { order: 2; margin-left: auto; white-space: nowrap; }
}
`;
