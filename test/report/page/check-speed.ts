import { contractOfSize, madeUpReport } from '../support/made-up-report.js';
import { type Checks, drawn } from './checks.js';

interface Figures {
  readonly loaded: number;
  readonly filters: readonly number[];
  readonly open: number;
  readonly longest: number;
}

/** Each step is timed until it is drawn. */
const measure = `(async () => {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  const timed = async (act) => {
    const from = performance.now();
    act();
    await ${drawn};
    return performance.now() - from;
  };
  const search = document.getElementById('search');
  const type = (text) => () => {
    search.value = text;
    search.dispatchEvent(new Event('input', { bubbles: true }));
  };
  await new Promise((done) => setTimeout(done, 300));
  const loaded = performance.getEntriesByType('navigation')[0].domComplete;
  const filters = [];
  for (const act of [
    type('e'), type('ev'), type('evil7'), type(''),
    () => document.querySelector('input[value=broken]').click(),
    () => document.querySelector('input[value=all]').click(),
    type('authentication'), type(''),
  ]) filters.push(await timed(act));
  const open = await timed(() => document.querySelector('td.strict').click());
  return { loaded, filters, open, longest };
})()`;

/** A thousand cells without a pause that is felt, ten thousand usable. Bounds are wide, as machines are busy. */
export async function checkSpeed(checks: Checks): Promise<void> {
  const { tab } = checks;
  for (const [rows, origins, most, least] of [
    [50, 20, 200, 2000],
    [100, 100, 1500, 8000],
    [50, 200, 1500, 8000],
  ] as const) {
    const report = madeUpReport({ contracts: [contractOfSize(rows, origins)] });
    const address = checks.page(report);
    for (const width of [1280, 390]) {
      await tab.look({ width });
      await tab.open(address);
      const { loaded, filters, open, longest } = await tab.evaluate<Figures>(measure);
      const slowest = Math.max(...filters);
      const what = `${String(rows)} rows x ${String(origins)} origins, ${String(width)} px`;
      checks.tell(
        `${what}: loaded in ${loaded.toFixed(0)} ms; filters ${filters.map((one) => one.toFixed(0)).join(', ')} ms; a cell opens in ${open.toFixed(0)} ms; longest task ${longest.toFixed(0)} ms`,
      );
      checks.same(`${what}: loads within ${String(least)} ms`, loaded < least, true);
      checks.same(`${what}: filters within ${String(most)} ms`, slowest < most, true);
      checks.same(`${what}: opens within ${String(most)} ms`, open < most, true);
    }
    await checks.quiet(`${String(rows)} x ${String(origins)}`);
  }
}
