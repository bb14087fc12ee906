import type { BrowserName } from '../browser-name.js';
import { unsafeHeader } from './wordings/chromium-wordings.js';
import { fill } from './wordings/fill.js';

/**
 * What is printed where a page's script asks an XMLHttpRequest for a header that it may not see, or that is not there; null
 * where nothing is. Observed: Firefox 153 and WebKitGTK 2.50 say nothing, and no browser does to `fetch()`.
 */
export function unsafeHeaderMessage(browser: BrowserName, name: string): string | null {
  return browser === 'chromium' ? fill(unsafeHeader, { header: name }) : null;
}
