export const findings = String.raw`
.findings { border: 1px solid var(--line); border-radius: 8px; margin-top: 0.75rem; }
.contract > .finding, .findings + .finding { border: 1px solid var(--line); border-radius: 8px; margin-top: 0.75rem; }
.findings > .finding + .finding { border-top: 1px solid var(--line); }
summary { display: flex; gap: 0.75rem; align-items: baseline; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.finding > summary { padding: 0.7rem 2.25rem 0.7rem 0.875rem; position: relative; border-radius: 8px; }
.finding > summary:hover { background: var(--raised); }
.finding > summary::after, .proof > summary::before { content: ""; width: 0.4rem; height: 0.4rem; border: solid var(--quiet); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.finding > summary::after { position: absolute; right: 1rem; top: 1.15rem; }
.finding[open] > summary::after { transform: rotate(45deg); }
.finding > summary .mark:is(.high, .medium, .low, .info, .warn, .error) { min-width: 4.25rem; }
.finding .title { flex: 1; min-width: 0; font-weight: 560; overflow-wrap: anywhere; }
.finding .title .quiet { font-weight: 400; margin-left: 0.5rem; }
.finding .title code { font-weight: 500; }
.finding .aside { color: var(--quiet); font-size: 0.8125rem; text-align: right; overflow-wrap: anywhere; max-width: 45%; }
.finding .body { padding: 0.25rem 1rem 1.25rem 3rem; }
.facts > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0 1rem; padding: 0.3rem 0; }
.facts dt { color: var(--quiet); font-size: 0.8125rem; line-height: 1.45rem; }
.facts dd { overflow-wrap: anywhere; min-width: 0; }
.code { padding: 0.6rem 0.75rem; background: var(--sunk); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; line-height: 1.5; }
.facts .code { margin: 0.35rem 0 0; }
.facts p:empty { display: none; }
.message.code { margin-top: 0.75rem; }
.cells li { padding: 0.2rem 0; overflow-wrap: anywhere; }
.cells a { font-weight: 500; }
.proof { margin-top: 1rem; }
.proof > summary { color: var(--quiet); font-size: 0.8125rem; align-items: center; gap: 0.5rem; }
.proof[open] > summary::before { transform: rotate(45deg); }
.proof > p { margin-top: 0.75rem; overflow-wrap: anywhere; }
.plain li { padding: 0.1rem 0; }

.verdicts { margin: 0.5rem 0; }
.verdicts li { position: relative; padding: 0.2rem 0 0.2rem 1.75rem; overflow-wrap: anywhere; }
.verdicts q { display: block; white-space: pre-line; quotes: none; color: var(--quiet); font-size: 0.8125rem; }
.sign { position: absolute; left: 0; top: 0.35rem; display: grid; place-items: center; width: 1.15rem; height: 1.15rem; border-radius: 50%; background: var(--refused); color: var(--ink); font-size: 0.75rem; font-weight: 700; line-height: 1; }
.exchange { margin-top: 0.75rem; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.exchange .line { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; justify-content: space-between; padding: 0.5rem 0.75rem; background: var(--raised); border-bottom: 1px solid var(--line); font-size: 0.8125rem; }
.message { overflow-wrap: anywhere; min-width: 0; }
.heads { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
.heads > div { padding: 0.6rem 0.75rem; }
.heads > div + div { border-left: 1px solid var(--line); }
.label { font-size: 0.75rem; font-weight: 500; color: var(--quiet); margin-bottom: 0.25rem; }
.head li { color: var(--quiet); overflow-wrap: anywhere; padding-left: 1rem; text-indent: -1rem; line-height: 1.5; }
.head b { font-weight: 400; }
.head .decisive { color: var(--ink); }
.head .decisive b { font-weight: 650; }
.curl { position: relative; border-top: 1px solid var(--line); }
.curl .code { border-radius: 0; padding-right: 5rem; }
.copy { position: absolute; top: 0.4rem; right: 0.5rem; }
`;
