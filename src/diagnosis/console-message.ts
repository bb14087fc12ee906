import type { BrowserName } from '../browser/differences.js';
import type { CorsErrorCode } from '../standard/decision.js';
import type { Blocked } from '../standard/main-fetch.js';
import { currentUrl } from '../standard/request.js';
import { consoleTexts } from './console-texts.js';

/** What is not in the request itself. */
export interface ConsoleContext {
  /** `fetch()` or XMLHttpRequest. Default `fetch`. */
  readonly initiator?: 'fetch' | 'xhr';
  /** The page's own URL. Default: its origin with a slash. */
  readonly pageUrl?: string;
}

/** What a browser prints to its console for this refusal, word for word; null where it prints nothing about CORS. */
export function consoleMessage(
  browser: BrowserName,
  blocked: Blocked,
  { initiator = 'fetch', pageUrl }: ConsoleContext = {},
): string | null {
  const { code, failedParameter, rule } = blocked.refusal;
  const { request, response, phase } = blocked;
  return (
    consoleTexts[browser]?.({
      code: code === null ? null : withoutPreflight(code),
      rule,
      initiator,
      preflight: phase === 'preflight',
      phase,
      value: failedParameter ?? '',
      url: currentUrl(request),
      requestedUrl: request.urlList[0],
      origin: request.origin,
      pageUrl: pageUrl ?? `${request.origin}/`,
      mode: request.mode,
      status: response?.status ?? 0,
      headerList: response?.headerList ?? [],
    }) ?? null
  );
}

/** The fault itself: the text is the same on a preflight and on the request. */
function withoutPreflight(code: CorsErrorCode): CorsErrorCode {
  return code.replace(/^Preflight(?!InvalidStatus|DisallowedRedirect)/, '') as CorsErrorCode;
}
