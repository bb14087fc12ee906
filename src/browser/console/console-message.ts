import type { BrowserName } from '../browser-name.js';
import { implementations } from '../implementations.js';
import type { RequestInitiator } from '../request-initiator.js';
import type { Exchange } from '../transcript.js';
import type { CorsErrorCode } from '../../standard/decision.js';
import type { Blocked, FetchResult } from '../../standard/main-fetch.js';
import { currentUrl } from '../../standard/request.js';
import { locationUrl } from '../../standard/location-url.js';
import type { ConsoleFacts } from './console-facts.js';
import { consoleTexts, consoleWarnings } from './console-texts.js';

/** What is not in the request itself. */
export interface ConsoleContext {
  /** Default `fetch`. */
  readonly initiator?: RequestInitiator;
  /** The page's own URL. Default: its origin with a slash. */
  readonly pageUrl?: string;
  /** What was sent and answered on the way: some browsers warn of what they let through. */
  readonly exchanges?: readonly Exchange[];
}

/**
 * What a browser prints to its console, word for word, several messages one below the other; null where it prints
 * nothing about CORS.
 */
export function consoleMessage(
  browser: BrowserName,
  result: FetchResult,
  context: ConsoleContext = {},
): string | null {
  const { initiator = 'fetch', pageUrl = `${result.request.origin}/`, exchanges = [] } = context;
  const warnings = consoleWarnings[browser]?.(result, { initiator, pageUrl, exchanges }) ?? [];
  const text =
    'refusal' in result ? (consoleTexts[browser]?.(factsOf(browser, result, context)) ?? null) : null;
  const messages = text === null ? warnings : [...warnings, text];
  return messages.length === 0 ? null : messages.join('\n');
}

function factsOf(
  browser: BrowserName,
  blocked: Blocked,
  { initiator = 'fetch', pageUrl }: ConsoleContext,
): ConsoleFacts {
  const { refusal, request, response, phase } = blocked;
  const { code, failedParameter, rule } = refusal;
  const url = currentUrl(request);
  return {
    blocked,
    code: code === null ? null : withoutPreflight(code),
    rule,
    initiator,
    preflight: phase === 'preflight',
    phase,
    value: failedParameter ?? '',
    url,
    answeredUrl: response?.url ?? url,
    requestedUrl: request.urlList[0],
    origin: request.origin,
    pageUrl: pageUrl ?? `${request.origin}/`,
    mode: request.mode,
    redirectMode: request.redirectMode,
    status: response?.status ?? 0,
    headerList: response?.headerList ?? [],
    location: response === null ? null : locationUrl(response, new URL(url).hash, implementations[browser]),
  };
}

/** The fault itself: the text is the same on a preflight and on the request. */
function withoutPreflight(code: CorsErrorCode): CorsErrorCode {
  return code.replace(/^Preflight(?!InvalidStatus|DisallowedRedirect)/, '') as CorsErrorCode;
}
