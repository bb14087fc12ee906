import type { BrowserName } from '../browser/differences.js';
import { chromiumConsole } from './chromium-console.js';
import type { ConsoleFacts } from './console-facts.js';
import { firefoxConsole } from './firefox-console.js';
import { webkitConsole } from './webkit-console.js';

/** The texts of each browser; the Standard prints nothing. */
export const consoleTexts: Readonly<Record<BrowserName, ((facts: ConsoleFacts) => string | null) | null>> = {
  chromium: chromiumConsole,
  firefox: firefoxConsole,
  webkit: webkitConsole,
  'fetch-standard': null,
};
