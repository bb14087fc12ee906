import type { CorsReport } from '../../../src/report/cors-report.js';
import type { Checks } from './checks.js';

/** On paper everything is open, and there is nothing to press; without scripts all that fails can be read. */
export async function checkPrint(checks: Checks, report: CorsReport): Promise<void> {
  const { tab } = checks;
  const address = checks.page(report);
  await tab.look();
  await tab.open(address);
  const { data } = await tab.send('Page.printToPDF', { printBackground: true });
  const pdf = Buffer.from(String(data), 'base64');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  checks.tell(`printed: ${String(pages)} pages, ${String(Math.round(pdf.length / 1024))} KB`);
  checks.same('begins as a PDF', pdf.subarray(0, 5).toString(), '%PDF-');
  checks.same('has pages', pages > 1 && pages < 60, true);
  await tab.send('Emulation.setEmulatedMedia', { media: 'print' });
  const hidden = (selector: string): string =>
    `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.getClientRects().length > 0).length`;
  checks.same('no controls on paper', await tab.evaluate(hidden('.toolbar, .copy, nav')), 0);
  const closed = `[...document.querySelectorAll('.finding .body')].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length`;
  checks.same('no finding closed on paper', await tab.evaluate(closed), 0);
  await tab.send('Emulation.setEmulatedMedia', { media: '' });
  await checks.quiet('printing');
}

export async function checkWithoutScript(checks: Checks, report: CorsReport): Promise<void> {
  const { tab } = checks;
  await tab.look({ script: false });
  await tab.open(checks.page(report));
  const text = await tab.evaluate<string>('document.body.innerText');
  const broken = report.contracts.flatMap(({ cells }) => cells).filter(({ verdict }) => verdict === 'broken');
  const fixes = new Set(broken.map(({ finding }) => finding?.fix?.split('\n')[0] ?? ''));
  await tab.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`);
  const opened = await tab.evaluate<string>('document.body.innerText');
  checks.same(
    'without scripts: no toolbar',
    await tab.evaluate(`document.getElementById('toolbar').getClientRects().length`),
    0,
  );
  checks.same('without scripts: the grid', text.includes('too open') && text.includes('too strict'), true);
  for (const fix of fixes) checks.same(`without scripts: ${fix}`, opened.includes(fix), true);
  await tab.look();
  await checks.quiet('without scripts');
}
