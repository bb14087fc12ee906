/**
 * Opens pages of reports in a real Chromium, and looks whether they are safe, accessible, usable and quick.
 *
 *   npm run test:page                  checks
 *   npm run test:page -- --pictures    makes the pictures of docs/reports.md as well
 */
import { madeUpReport } from '../support/made-up-report.js';
import { checkAccessibility } from './check-accessibility.js';
import { checkHostile } from './check-hostile.js';
import { checkPrint, checkWithoutScript } from './check-print.js';
import { checkSpeed } from './check-speed.js';
import { checkCopy, checkFilter, checkKeys } from './check-use.js';
import { Checks } from './checks.js';
import { takePictures } from './pictures.js';
import { holding, shopReport } from './real-report.js';
import { Tab } from './tab.js';

async function main(): Promise<void> {
  const tab = await Tab.start();
  const checks = new Checks(tab);
  try {
    const report = await shopReport();
    await checkHostile(checks);
    await checkKeys(checks);
    await checkFilter(checks);
    await checkCopy(checks);
    await checkPrint(checks, report);
    await checkWithoutScript(checks, report);
    await checkAccessibility(checks, { shop: report, 'all well': holding(report), nothing: madeUpReport() });
    await checkSpeed(checks);
    if (process.argv.includes('--pictures')) await takePictures(checks, report);
  } finally {
    if (!checks.end()) process.exitCode = 1;
    await tab.close();
  }
}

void main();
