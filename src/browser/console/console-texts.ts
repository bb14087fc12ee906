import type { BrowserName } from '../browser-name.js';
import type { Exchange } from '../transcript.js';
import type { FetchResult } from '../../standard/main-fetch.js';
import { chromiumConsole } from './chromium-console.js';
import { chromiumWarnings } from './chromium-warnings.js';
import type { ConsoleFacts } from './console-facts.js';
import { firefoxConsole } from './firefox-console.js';
import { firefoxWarnings } from './firefox-warnings.js';
import { webkitConsole } from './webkit-console.js';

/** The texts of each browser; the Standard prints nothing. */
export const consoleTexts: Readonly<Record<BrowserName, ((facts: ConsoleFacts) => string | null) | null>> = {
  chromium: chromiumConsole,
  firefox: firefoxConsole,
  webkit: webkitConsole,
  'fetch-standard': null,
};

/** What a browser warns of although it lets it through. */
export const consoleWarnings: Readonly<
  Partial<Record<BrowserName, (result: FetchResult, context: WarningContext) => string[]>>
> = {
  chromium: chromiumWarnings,
  firefox: (result, { exchanges }) => firefoxWarnings(result, exchanges),
};

interface WarningContext extends Pick<ConsoleFacts, 'initiator' | 'pageUrl'> {
  readonly exchanges: readonly Exchange[];
}
