/**
 * Lets real browsers load everything a page can load, and records the whole requests.
 *
 *   npm run test:whole -- --record [--browser chromium|firefox|webkit]...
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

const drivers: Record<BrowserName, Driver> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};

async function main(): Promise<void> {
  const { browsers } = readOptions(process.argv.slice(2));
  const cases = wholeCases();
  for (const browser of browsers) {
    const { version, observations } = await observeWhole(drivers[browser], cases);
    writeWhole({ browser, version, observations });
    console.log(
      `${browser} ${version}: ${String(Object.keys(observations).length)} of ${String(cases.length)} recorded`,
    );
  }
}

void main();
