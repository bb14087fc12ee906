import { createHash } from 'node:crypto';
import type { CorsReport } from './cors-report.js';
import { auditsHtml } from './page/audits.js';
import { contractsHtml } from './page/contracts.js';
import { Details } from './page/details.js';
import { failuresHtml } from './page/failures.js';
import { headerHtml } from './page/header.js';
import { cut, markup, Markup } from './page/markup.js';
import { Packed } from './page/packed.js';
import { script } from './page/script/index.js';
import { matrixOf, type Matrix } from './page/squares.js';
import { sheetHtml } from './page/sheet.js';
import { style } from './page/style/index.js';
import { totalsOf } from './totals.js';

/**
 * The report as a page: one file that needs and requests no other. Everything in it that comes from an app or a test is
 * escaped; its policy allows no script but its own. It can be read without scripts.
 *
 * @example
 * writeFileSync('cors-report.html', htmlOf(report));
 */
export function htmlOf(report: CorsReport): string {
  const totals = totalsOf(report);
  const ids = new Set<string>();
  const matrices = report.contracts.map((contract) => matrixOf(contract, ids));
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${totals.passed ? '✓' : '!'} ${cut(report.title)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
${headerHtml(report, totals)}
<main id="main" tabindex="-1">
${contractsHtml(report.contracts, matrices)}
${auditsHtml(report.audits)}
${failuresHtml(report.failures)}
</main>
${sheetHtml()}
<script type="application/json" id="data">${new Markup(dataOf(matrices))}</script>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

/** Nothing but this page's own script and style, each by its hash. */
const policy = [
  "default-src 'none'",
  `script-src '${hashOf(script)}'`,
  `style-src '${hashOf(style)}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "trusted-types 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What is behind each square, in the order of the page. */
function dataOf(matrices: readonly Matrix[]): string {
  const packed = new Packed();
  const details = new Details();
  const squares = matrices
    .flatMap(({ rows }) => rows)
    .flatMap((row) => row.squares)
    .flatMap((square) => (square === undefined ? [] : [packed.add(details.of(square))]));
  return packed.toJson(squares);
}
