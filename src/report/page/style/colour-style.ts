/** By what they are for. Text on each of its grounds has a contrast of at least 4.5 to 1; a test in Chromium measures it. */
export const colours = String.raw`
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f7f9; --sunk: #f1f3f5; --line: #dde1e6; --strong-line: #8a939e;
  --ink: #1b2027; --quiet: #57606b; --link: #0b57c4; --focus: #0b57c4;
  --open: #b3211b; --on-open: #ffffff; --open-ink: #a11c17;
  --strict: #fdecea; --on-strict: #94201a; --strict-line: #d9756d;
  --noted: #fdf7e5; --on-noted: #6b4a05; --noted-line: #dfc583;
  --allowed: #e4f4e9; --on-allowed: #17613a; --allowed-line: #8cc7a2;
  --refused: #eef0f3; --on-refused: #57606b; --refused-line: #c3c9d1;
  --shadow: 0 12px 40px rgb(15 20 30 / 0.22); --veil: rgb(20 25 33 / 0.35);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #12151a; --raised: #1a1e25; --sunk: #20252d; --line: #2d333c; --strong-line: #707b88;
    --ink: #e5e8ec; --quiet: #9ea8b4; --link: #8ab8ff; --focus: #8ab8ff;
    --open: #ea5a50; --on-open: #1c0504; --open-ink: #ff938a;
    --strict: #3b1d1c; --on-strict: #ffb3ab; --strict-line: #a04a44;
    --noted: #29220f; --on-noted: #e9c878; --noted-line: #6a5622;
    --allowed: #14291d; --on-allowed: #8ed4a6; --allowed-line: #2f6645;
    --refused: #20252d; --on-refused: #9ea8b4; --refused-line: #3e4651;
    --shadow: 0 12px 40px rgb(0 0 0 / 0.6); --veil: rgb(0 0 0 / 0.55);
  }
}
.open { --fill: var(--open); --on: var(--on-open); --edge: var(--open); }
.strict, .medium { --fill: var(--strict); --on: var(--on-strict); --edge: var(--strict-line); }
.noted { --fill: var(--noted); --on: var(--on-noted); --edge: var(--noted-line); }
.allowed { --fill: var(--allowed); --on: var(--on-allowed); --edge: var(--allowed-line); }
.refused { --fill: var(--refused); --on: var(--on-refused); --edge: var(--refused-line); }
.error, .high { --fill: var(--open); --on: var(--on-open); --edge: var(--open); }
.warn, .low { --fill: var(--noted); --on: var(--on-noted); --edge: var(--noted-line); }
.info { --fill: var(--refused); --on: var(--on-refused); --edge: var(--refused-line); }
`;
