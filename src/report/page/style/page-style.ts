export const page = String.raw`
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem 2rem 5rem; max-width: 80rem;
  background: var(--ground); color: var(--ink);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3, h4, h5, h6, p, ul, dl, dd, pre, fieldset { margin: 0; padding: 0; }
ul { list-style: none; }
code, pre, .message, td, .head, kbd, th { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code, pre, .message, .head { font-size: 0.8125rem; }
a { color: var(--link); text-underline-offset: 0.25em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus, [tabindex="-1"]:focus:not(td) { outline: none; }
.quiet { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.5rem; z-index: 9; }

.top h1 { font-size: 0.9375rem; font-weight: 600; color: var(--quiet); overflow-wrap: anywhere; }
.verdict { display: flex; gap: 0.75rem; align-items: baseline; margin: 0.5rem 0; font-size: 1.75rem; line-height: 1.25; font-weight: 620; letter-spacing: -0.015em; text-wrap: balance; }
.seal { flex: none; display: inline-grid; place-items: center; width: 2rem; height: 2rem; border-radius: 50%; font-size: 1.125rem; font-weight: 700; letter-spacing: 0; align-self: flex-start; margin-top: 0.1rem; }
.passed .seal { background: var(--allowed); color: var(--on-allowed); box-shadow: inset 0 0 0 1px var(--allowed-line); }
.failed .seal { background: var(--open); color: var(--on-open); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; margin-top: 1.75rem; }
.tiles a { display: block; padding: 0.875rem 1rem 1rem; border: 1px solid var(--line); border-radius: 8px; color: inherit; text-decoration: none; }
.tiles a:hover { border-color: var(--strong-line); }
.tiles span { display: block; font-size: 0.8125rem; color: var(--quiet); }
.tiles b { display: block; font-size: 1.375rem; font-weight: 620; letter-spacing: -0.01em; margin: 0.05rem 0 0.5rem; }
.tiles i { font: 400 0.875rem/1 system-ui, sans-serif; letter-spacing: 0; color: var(--quiet); }
.bar { display: block; width: 100%; height: 6px; border-radius: 3px; overflow: hidden; }
.bar rect { fill: var(--edge); }

.part { margin-top: 3rem; }
h2 { font-size: 1.25rem; font-weight: 640; letter-spacing: -0.01em; margin-bottom: 0.75rem; }
h3 { font-size: 0.9375rem; font-weight: 620; margin: 1.5rem 0 0.5rem; }
h3.name { font-size: 1.0625rem; margin: 2rem 0 0; overflow-wrap: anywhere; }
h4, h5, .body h3 { font-size: 0.8125rem; font-weight: 600; margin: 1.25rem 0 0.5rem; overflow-wrap: anywhere; }
.calm { padding: 1rem; margin-top: 0.75rem; background: var(--raised); border-radius: 8px; }
.mark { display: inline-grid; place-items: center; flex: none; min-width: 1.375rem; height: 1.375rem; padding: 0 0.3rem; border-radius: 5px; background: var(--fill); color: var(--on); box-shadow: inset 0 0 0 1px var(--edge); font: 700 0.8125rem/1 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
`;
