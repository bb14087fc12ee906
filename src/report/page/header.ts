import type { CorsReport } from '../cors-report.js';
import { levels } from '../../audit/level.js';
import { cut, markup, type Markup } from './markup.js';
import { checkedOf, count, headline, type Totals } from '../totals.js';
import { states } from '../states.js';

/** The result, in a sentence, and where to look. */
export function headerHtml(report: CorsReport, totals: Totals): Markup {
  const { title, version } = report;
  return markup`<header class="top">
    <h1>${cut(title)}</h1>
    <p class="verdict ${totals.passed ? 'passed' : 'failed'}">
      <span class="seal" aria-hidden="true">${totals.passed ? '✓' : '!'}</span>${capitalised(headline(report, totals))}.
    </p>
    <p class="quiet">${checkedOf(report)} ${madeOf(report)} by expect-cors ${version}.</p>
    ${tilesHtml(report, totals)}
  </header>`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function madeOf({ createdAt }: CorsReport): Markup {
  const date = new Date(createdAt);
  // Dates are made of many texts.
  if (!/^\d{4}-\d\d-\d\dT/.test(createdAt) || Number.isNaN(date.getTime()))
    return markup`Created ${cut(createdAt)}`;
  const shown = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return markup`Created <time datetime="${date.toISOString()}">${shown} UTC</time>`;
}

function tilesHtml({ contracts, audits, failures }: CorsReport, totals: Totals): Markup {
  const { cells, said, findings } = totals;
  const byLevel = levels
    .map(
      (level) =>
        [level, audits.flatMap((audit) => audit.findings).filter((one) => one.level === level)] as const,
    )
    .filter(([, some]) => some.length > 0);
  const tiles = [
    contracts.length > 0 &&
      markup`<li><a href="#contracts"><span>${contracts.length === 1 ? 'Contract' : 'Contracts'}</span>
        <b>${(cells.allowed + cells.refused).toLocaleString('en')} <i>of ${count(said, 'check')} pass</i></b>
        ${barHtml(
          states.map((state) => [state, cells[state]]),
          said,
        )}</a></li>`,
    audits.length > 0 &&
      markup`<li><a href="#audits"><span>${audits.length === 1 ? 'Audit' : 'Audits'}</span>
        <b>${findings} <i>${findings === 1 ? 'finding' : 'findings'}</i></b>
        ${barHtml(
          byLevel.map(([level, some]) => [level, some.length]),
          findings,
        )}</a></li>`,
    failures.length > 0 &&
      markup`<li><a href="#failures"><span>Assertions</span>
        <b>${failures.length} <i>failed</i></b>${barHtml([['error', 1]], 1)}</a></li>`,
  ].filter((tile) => tile !== false);
  return tiles.length < 2 && failures.length === 0 && contracts.length === 0
    ? markup``
    : markup`<nav aria-label="Sections"><ul class="tiles">${tiles}</ul></nav>`;
}

/** How much is how, as parts of one bar. What is rare stays visible. */
function barHtml(parts: readonly (readonly [look: string, amount: number])[], whole: number): Markup {
  const least = 1.5;
  const widths = parts
    .filter(([, amount]) => amount > 0)
    .map(([look, amount]) => [look, Math.max(least, (amount / whole) * 100)] as const);
  const sum = widths.reduce((total, [, width]) => total + width, 0);
  let from = 0;
  const bars = widths.map(([look, width]) => {
    const part = (width / sum) * 100;
    const bar = markup`<rect class="${look}" x="${from.toFixed(2)}%" width="${part.toFixed(2)}%" height="100%"/>`;
    from += part;
    return bar;
  });
  return markup`<svg class="bar" aria-hidden="true" focusable="false">${
    bars.length > 0 ? bars : markup`<rect class="allowed" width="100%" height="100%"/>`
  }</svg>`;
}
