import type { BrowserName } from '../browser/differences.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { valuesOf } from '../standard/header-list.js';
import type { Blocked } from '../standard/main-fetch.js';
import { currentUrl } from '../standard/request.js';
import { consoleTexts } from './console-texts.js';

/** What a browser prints to its console for this refusal, word for word; null where it prints nothing about CORS. */
export function consoleMessage(browser: BrowserName, blocked: Blocked): string | null {
  const { code, failedParameter } = blocked.refusal;
  const texts = consoleTexts[browser];
  if (texts === null || code === null) return null;
  return texts({
    code: withoutPreflight(code),
    preflight: blocked.phase === 'preflight',
    value: failedParameter ?? '',
    repeated: valuesOf('access-control-allow-origin', blocked.response?.headerList ?? []).length > 1,
    url: currentUrl(blocked.request),
    requestedUrl: blocked.request.urlList[0],
    origin: blocked.request.origin,
    status: blocked.response?.status ?? 0,
  });
}

/** The fault itself: the text is the same on a preflight and on the request. */
function withoutPreflight(code: CorsErrorCode): CorsErrorCode {
  return code.replace(/^Preflight(?!InvalidStatus|DisallowedRedirect)/, '') as CorsErrorCode;
}
