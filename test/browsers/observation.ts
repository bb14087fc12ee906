import type { Verdict } from './ask.js';
import { pageBase, type Placeholders } from './placeholders.js';
import type { BrowserName, Observation, Page, ScriptedRequest } from './scenario.js';

/** What the library says, as what a browser did is noted. */
export function observationOf(
  { allowed, code, failedParameter, response, consoleMessage }: Verdict,
  browser: BrowserName,
  page: Page,
  { api }: ScriptedRequest,
  { expand, normalize }: Placeholders,
): Omit<Observation, 'wire'> {
  const pageUrl = expand(pageBase(page) + `/page/${page}`);
  // The library knows no more of the page than its origin.
  const text = consoleMessage?.replace(/(?<=from frame with URL )\S*(?=\. )/, pageUrl);
  const isXhr = api === 'xhr';
  const told = browser === 'chromium' && code !== null;
  return {
    verdict: allowed ? 'allowed' : 'blocked',
    code: told ? code : null,
    failedParameter: told ? normalize(asProtocolText(failedParameter ?? '')) : null,
    response: response && {
      type: isXhr ? null : response.type,
      status: response.status,
      redirected: isXhr ? null : response.redirected,
      url: normalize(response.url),
      headers: response.headers.map(([name]) => name).sort(),
    },
    console: text === undefined ? [] : text.split(/\n(?=.)/s).map(normalize),
  };
}

/** The devtools protocol leaves a value with bytes beyond ASCII out. */
function asProtocolText(text: string): string {
  return /[^\x00-\x7f]/.test(text) ? '' : text;
}
