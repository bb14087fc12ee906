import axe from 'axe-core';
import type { CorsReport } from '../../../src/report/cors-report.js';
import type { Checks } from './checks.js';

const openDetails = `for (const details of document.querySelectorAll('details')) details.open = true`;
const openCell = `document.querySelector('td.open, td.strict, td.allowed').click()`;
const filterAll = `(() => {
  const search = document.getElementById('search');
  search.value = 'nothing has this';
  search.dispatchEvent(new Event('input', { bubbles: true }));
})()`;

interface Outcome {
  readonly violations: readonly string[];
  readonly passes: number;
}

/** axe-core has nothing to say, whatever is open, wide and narrow, light and dark; and nothing sticks out of a phone. */
export async function checkAccessibility(checks: Checks, reports: Record<string, CorsReport>): Promise<void> {
  const { tab } = checks;
  let passes = 0;
  let runs = 0;
  for (const [name, report] of Object.entries(reports)) {
    const address = checks.page(report);
    for (const width of [1280, 390])
      for (const scheme of ['light', 'dark'])
        for (const [state, act] of [
          ['closed', '0'],
          ['opened', openDetails],
          ['a cell', openCell],
          ['all filtered out', filterAll],
        ] as const) {
          if (report.contracts.length === 0 && (act === openCell || act === filterAll)) continue;
          await tab.look({ width, height: 800, scheme });
          await tab.open(address);
          await tab.evaluate(act);
          const what = `${name}, ${String(width)} px, ${scheme}, ${state}`;
          const wide = await tab.evaluate('document.documentElement.scrollWidth - innerWidth');
          checks.same(`${what}: sticks out`, wide, 0);
          const outcome = await axeOf(checks);
          checks.same(`${what}: axe-core`, outcome.violations, []);
          passes += outcome.passes;
          runs += 1;
          await checks.quiet(what);
        }
  }
  checks.tell(`axe-core ${axe.version}: ${String(runs)} runs, ${String(passes)} rules passed`);
}

async function axeOf({ tab }: Checks): Promise<Outcome> {
  // Not through the page's policy, which would refuse it.
  await tab.evaluate(`${axe.source}; 0`);
  return tab.evaluate(`axe.run({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations', 'passes'] }).then(({ violations, passes }) => ({
    passes: passes.length,
    violations: violations.map(({ id, nodes }) =>
      id + ': ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')),
  }))`);
}
