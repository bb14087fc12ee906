export const controls = String.raw`
button, select, input { font: inherit; font-size: 0.8125rem; color: inherit; }
button, select, input[type="search"] { height: 2.125rem; padding: 0 0.75rem; border: 1px solid var(--strong-line); border-radius: 6px; background: var(--ground); }
button { cursor: pointer; }
button:hover, select:hover { background: var(--raised); }
.copy { height: 1.75rem; padding: 0 0.6rem; }
select { max-width: 9.5rem; text-overflow: ellipsis; }
.toolbar { position: sticky; top: 0; z-index: 3; display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0 -0.5rem; padding: 0.5rem; background: var(--ground); }
.choices { display: flex; border: 1px solid var(--strong-line); border-radius: 6px; min-width: 0; }
.choices label { position: relative; cursor: pointer; }
.choices label + label { border-left: 1px solid var(--line); }
.choices input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choices span { display: block; padding: 0 0.75rem; line-height: 2rem; font-size: 0.8125rem; border-radius: 5px; white-space: nowrap; }
.choices i { font-style: normal; color: var(--quiet); margin-left: 0.15rem; font-variant-numeric: tabular-nums; }
.choices input:checked + span { background: var(--ink); color: var(--ground); }
.choices input:checked + span i { color: inherit; }
.choices input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 2px; }
.search { position: relative; flex: 1 1 10rem; max-width: 16rem; }
.search input { width: 100%; padding-right: 2rem; }
.search input::placeholder { color: var(--quiet); opacity: 1; }
.search kbd { position: absolute; right: 0.5rem; top: 0.45rem; padding: 0 0.4rem; font-size: 0.75rem; line-height: 1.2rem; color: var(--quiet); border: 1px solid var(--line); border-radius: 4px; pointer-events: none; }
.search input:focus + kbd { display: none; }
#count { margin-left: auto; font-size: 0.8125rem; font-variant-numeric: tabular-nums; min-height: 1.25rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; margin-top: 1.5rem; font-size: 0.8125rem; color: var(--quiet); }
.legend b { color: var(--ink); font-weight: 620; font-variant-numeric: tabular-nums; }
.legend li { display: flex; gap: 0.45rem; align-items: center; }

#sheet { position: fixed; inset: 0 0 0 auto; width: min(46rem, 100vw); height: 100dvh; max-width: none; max-height: none; margin: 0; padding: 0 1.5rem 2rem; border: 0; border-left: 1px solid var(--line); background: var(--ground); color: inherit; box-shadow: var(--shadow); overflow: auto; overscroll-behavior: contain; }
#sheet::backdrop { background: var(--veil); }
#sheet > header { position: sticky; top: 0; z-index: 1; margin: 0 -1.5rem; padding: 1rem 1.5rem; background: var(--ground); border-bottom: 1px solid var(--line); }
#sheet h2 { margin: 0.25rem 0 0; max-height: 7rem; overflow: hidden; font-size: 1.0625rem; overflow-wrap: anywhere; }
#sheet h2 .from { display: block; font-weight: 400; font-size: 0.9375rem; color: var(--quiet); letter-spacing: 0; }
#sheet-state { min-height: 2.125rem; font-weight: 600; font-size: 0.8125rem; display: flex; gap: 0.5rem; align-items: center; }
#sheet .buttons { position: absolute; top: 1rem; right: 1.5rem; display: flex; gap: 0.375rem; }
#sheet .buttons button { width: 2.125rem; padding: 0; font-size: 1.125rem; line-height: 1; }
#sheet h3:not(.unseen) { font-size: 0.9375rem; display: flex; gap: 0.6rem; align-items: baseline; margin: 1.5rem 0 0.5rem; }
#sheet .facts { margin-top: 1rem; }
.facts p + p { color: var(--quiet); font-size: 0.8125rem; }
#sheet .cell + .cell { border-top: 1px solid var(--line); margin-top: 1.75rem; }
`;
