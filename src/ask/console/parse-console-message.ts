import { likelyCodes } from '../../browser/console/parsing/likely-codes.js';
import type { BrowserName } from '../../browser/browser-name.js';
import type { ConsoleMessage } from './console-message.js';
import { type JoinedText, joinedTexts, mainRow } from './joined-texts.js';
import { type NetworkLine, networkLines } from './network-lines.js';
import { repeatedRequest } from './repeated-request.js';

/**
 * Reads what browsers printed about CORS, mixed content, the local network and responses that a page may not use: one
 * message, or a whole console as somebody pasted it, with line numbers, stacks, wrapped lines, quote marks, and the wordings
 * of the last years. A message that stands there several times is returned once; a text without one gives an empty list.
 *
 * @example
 * const [message] = parseConsoleMessage(
 *   "Access to fetch at 'https://api.example/users' from origin 'https://app.example' has been blocked by CORS policy: " +
 *     "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
 * );
 * message.code; // 'MissingAllowOriginHeader'
 * message.request; // { origin: 'https://app.example', path: '/users', initiator: 'fetch' }
 */
export function parseConsoleMessage(text: string): ConsoleMessage[] {
  const joined = joinedTexts(text);
  if (joined.length === 0) return [];
  // Of several lines about a URL the first.
  const lines = new Map(
    networkLines(text)
      .reverse()
      .map((line) => [line.url, line]),
  );
  const certain = joined.flatMap(({ reason }) => {
    const browsers = mainRow(reason)?.browsers ?? [];
    return browsers.length === 1 ? browsers : [];
  });
  return joined.flatMap((one) => messageOf(one, lines, certain) ?? []);
}

function messageOf(
  { reason, closing, companion, hasFailedWith }: JoinedText,
  lines: ReadonlyMap<string, NetworkLine>,
  certain: readonly BrowserName[],
): ConsoleMessage | null {
  const main = mainRow(reason);
  if (main === undefined) return null;
  const { holes, rows } = reason;
  const [opening] = rows;
  // WebKit says what a redirect leads to, and then what was asked.
  const asked = closing?.holes['url'];
  const url = asked ?? holes['url'] ?? null;
  const requestedUrl = holes['requestedUrl'] ?? url;
  const led = asked !== undefined && asked !== holes['url'] ? holes['url'] : undefined;
  const line = lines.get(requestedUrl ?? '') ?? lines.get(url ?? '');
  const printedStatus = holes['status'] ?? companion?.holes['status'];
  const status = printedStatus === undefined ? null : Number(printedStatus);
  const header = holes['header']?.toLowerCase() ?? main.header ?? null;
  const value = holes['value'] ?? holes['method'] ?? holes['header']?.toLowerCase() ?? main.value ?? null;
  const phase = reason.isOnPreflight ? 'preflight' : (opening?.phase ?? main.phase ?? null);
  const codes = likelyCodes(main.codes ?? [], {
    isOnPreflight: reason.isOnPreflight,
    isLikelyPreflight: hasFailedWith,
    isRedirect: phase === 'redirect',
    status,
    allowOrigin: main.header === 'access-control-allow-origin' ? (holes['value'] ?? null) : null,
  });
  const [code = null] = codes;
  const initiators = reason.initiators.length > 0 ? reason.initiators : (closing?.initiators ?? []);
  const browsers = browsersOf(main.browsers, certain);
  const method = holes['method'] ?? line?.method ?? null;
  const origin = holes['origin'] ?? null;
  const pageUrl = holes['pageUrl'] ?? null;
  return {
    text: closing === null ? reason.text : `${reason.text}\n${closing.text}`,
    browser: browsers[0] ?? 'chromium',
    browsers,
    kind: main.kind,
    isBlocked: !rows.some(({ isWarning }) => isWarning),
    code,
    codes,
    phase,
    origin,
    pageUrl,
    url,
    requestedUrl,
    location: holes['target'] ?? holes['location'] ?? led ?? null,
    method,
    header,
    value: main.browsers[0] === 'chromium' && value !== null ? unescaped(value) : value,
    status: status ?? line?.status ?? null,
    initiator: initiators[0] ?? null,
    initiators,
    ...repeatedRequest({
      code,
      origin,
      pageUrl,
      requestedUrl,
      method,
      header,
      initiators,
      credentials: main.credentials ?? null,
      mode: main.mode ?? null,
    }),
  };
}

/** Where two browsers print the same, the one that printed the rest of the console. */
function browsersOf(
  browsers: readonly BrowserName[],
  certain: readonly BrowserName[],
): readonly BrowserName[] {
  const fitting = browsers.filter((browser) => certain.includes(browser));
  return fitting.length > 0 ? fitting : browsers;
}

/** Chromium writes control characters and bytes beyond ASCII as `\u00FC`. */
function unescaped(value: string): string {
  return value.replace(/\\u([\dA-F]{4})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
