/**
 * Lets real browsers load everything a page can load, and compares the whole requests with what the library sends, or
 * records them.
 *
 *   npm run test:whole -- [--record] [--browser chromium|firefox|webkit]...
 */
import { launchChromium } from '../chromium.js';
import type { Driver } from '../driver.js';
import { launchFirefox } from '../firefox.js';
import { readOptions } from '../options.js';
import type { BrowserName } from '../scenario.js';
import { launchWebKit } from '../webkit.js';
import { wholeCases } from './cases.js';
import { observeWhole } from './observe.js';
import { writeWhole } from './recording.js';
import { replayWhole } from './replayed.js';

const drivers: Record<BrowserName, Driver> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};

async function main(): Promise<void> {
  const { browsers, record } = readOptions(process.argv.slice(2));
  const cases = wholeCases();
  for (const browser of browsers) {
    const observed = await observeWhole(drivers[browser], cases);
    const seen = `${browser} ${observed.version}: ${String(Object.keys(observed.observations).length)} of ${String(cases.length)} cases`;
    if (record) {
      writeWhole({ browser, ...observed });
      console.log(`${seen} recorded`);
      continue;
    }
    const { compared, agreeing, unlisted } = await replayWhole(browser, observed);
    console.log(`${seen}, ${String(agreeing.header)} of ${String(compared.header)} headers agree`);
    for (const difference of unlisted) console.log(`  not listed in out-of-reach.ts: ${difference}`);
    if (unlisted.length > 0) process.exitCode = 1;
  }
}

void main();
