import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorsReport } from '../../../src/report/cors-report.js';
import { type Checks, drawn } from './checks.js';

const folder = new URL('../../../docs', import.meta.url).pathname;

/** The pictures of docs/reports. The first is in the package, and made smaller: `pngquant --force --ext .png 40 docs/report.png`. */
export async function takePictures(checks: Checks, report: CorsReport): Promise<void> {
  const { tab } = checks;
  // What is behind hostile origins says no more than the audit; one contract fits a picture.
  const address = checks.page({ ...report, contracts: report.contracts.slice(0, 1) });
  for (const [name, look, act] of [
    ['report', { width: 1280, height: 1160 }, '0'],
    [
      'reports/page-dark',
      { width: 1280, height: 800, scheme: 'dark' },
      `document.querySelector('.legend').scrollIntoView()`,
    ],
    ['reports/cell', { width: 800, height: 800 }, `document.querySelectorAll('td.strict')[1].click()`],
    ['reports/phone', { width: 390, height: 844 }, `document.querySelector('.findings').scrollIntoView()`],
  ] as const) {
    await tab.look(look);
    await tab.open(address);
    await tab.evaluate(`(async () => { ${act}; await ${drawn}; })()`);
    const picture = await tab.picture();
    writeFileSync(join(folder, `${name}.png`), picture);
    checks.tell(`docs/${name}.png: ${String(Math.round(picture.length / 1024))} KB`);
  }
}
