/** The phone, paper, and those who want less movement or colours of their own. */
export const media = String.raw`
@media (max-width: 44rem) {
  body { padding: 1.25rem 1rem 3rem; }
  .verdict { font-size: 1.375rem; }
  .seal { width: 1.625rem; height: 1.625rem; font-size: 0.9375rem; }
  .tiles { grid-template-columns: 1fr; gap: 0.5rem; margin-top: 1.25rem; }
  .tiles a { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; padding: 0.5rem 0.75rem 0.75rem; }
  .tiles b { font-size: 1.0625rem; margin: 0 0 0.35rem; }
  .part { margin-top: 2.25rem; }
  .finding > summary { flex-wrap: wrap; }
  .finding .title .quiet { display: block; margin: 0; font-size: 0.8125rem; }
  .finding .aside { flex-basis: 100%; max-width: none; padding-left: 2.125rem; text-align: left; }
  .finding > summary { gap: 0.125rem 0.75rem; }
  .finding .body { padding: 0.25rem 0.875rem 1rem; }
  .facts > div { grid-template-columns: minmax(0, 1fr); padding: 0.4rem 0; }
  .heads { grid-template-columns: minmax(0, 1fr); }
  .heads > div + div { border-left: 0; border-top: 1px solid var(--line); }
  .search { flex-basis: 100%; max-width: none; }
  .choices { flex: 1 0 100%; }
  .choices label { flex: 1; text-align: center; }
  .choices span { padding: 0 0.25rem; }
  .toolbar { position: static; margin: 0; padding: 0.25rem 0; }
  #count { margin: 0; flex-basis: 100%; min-height: 0; }
  .toolbar label:not(.search, .choices label) { flex: 1; min-width: 0; }
  select { width: 100%; max-width: none; }
  .search kbd { display: none; }
  #sheet { border-left: 0; padding: 0 1rem 2rem; }
  #sheet > header { margin: 0 -1rem; padding: 0.75rem 1rem; }
  #sheet .buttons { right: 1rem; top: 0.75rem; }
}
@media print {
  html { font-size: 12px; }
  body { max-width: none; padding: 0; }
  .toolbar, .copy, .skip, #sheet, nav, summary::after, summary::before { display: none !important; }
  details::details-content { content-visibility: visible; block-size: auto; }
  tbody tr { content-visibility: visible; break-inside: avoid; }
  a { color: inherit; }
  .code { border: 1px solid var(--line); background: none; }
  .curl .code { border: 0; }
  h2, h3, h4, h5, .line, summary { break-after: avoid; }
  .exchange, .facts > div { break-inside: avoid; }
  * { print-color-adjust: exact; }
}
@media (prefers-reduced-motion: no-preference) {
  .finding > summary::after, .proof > summary::before { transition: transform 0.12s; }
  #sheet[open] { animation: in 0.14s ease-out; }
  @keyframes in { from { transform: translateX(1.5rem); opacity: 0; } }
}
@media (forced-colors: active) {
  td::before, .mark, .sign { border: 1px solid; }
  .choices input:checked + span { outline: 2px solid Highlight; }
}
`;
