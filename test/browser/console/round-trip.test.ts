import { describe, expect, test } from '@jest/globals';
import { parseConsoleMessage } from '../../../src/index.js';
import type { BrowserName } from '../../../src/browser/browser-name.js';
import { consoleMessage } from '../../../src/browser/console/console-message.js';
import { unsafeHeaderMessage } from '../../../src/browser/console/unsafe-header.js';
import type { RequestInitiator } from '../../../src/browser/request-initiator.js';
import { type CorsErrorCode, corsErrorCodes, refuse } from '../../../src/standard/decision.js';
import type { HeaderList } from '../../../src/standard/header-list.js';
import type { Blocked, Phase } from '../../../src/standard/main-fetch.js';

const browsers = ['chromium', 'firefox', 'webkit'] as const satisfies readonly BrowserName[];
const initiators = [
  'fetch',
  'xhr',
  'image',
  'font',
  'script',
  'module',
  'stylesheet',
  'video',
  'audio',
  'eventsource',
  'beacon',
  'worker',
] as const satisfies readonly RequestInitiator[];
const origins = ['https://app.example', 'http://localhost:5173', 'capacitor://localhost', 'null'];
const urls = [
  'https://api.example/users',
  'http://127.0.0.1:3000/',
  'https://api.example/a?q=%27x%27&from=https://a.example#b',
  "https://api.example/it's.html",
  'http://[::1]:8080/x.y.',
];

const urlLists: readonly (readonly [string, ...string[]])[] = [
  ...urls.map((url) => [url] as const),
  ['https://first.example/a', 'https://api.example/users'],
];

const urlListsFor = (initiator: RequestInitiator): typeof urlLists =>
  initiator === 'fetch' ? urlLists : urlLists.slice(-2);

/** What a header, a method or a name of one may be. */
const values: Readonly<Record<string, readonly string[]>> = {
  MultipleAllowOriginValues: ['https://a.example, https://b.example', '*, *', "'a', 'b'"],
  InvalidAllowOriginValue: ['app.example', '', "'*'", '(null)', 'a"b'],
  AllowOriginMismatch: ['https://b.example', 'null', 'http://localhost:3000'],
  InvalidAllowCredentials: ['', 'TRUE', "'true'", 'yes'],
  MethodDisallowedByPreflightResponse: ['PUT', 'patch', 'M-SEARCH'],
  HeaderDisallowedByPreflightResponse: ['x-a', 'authorization', 'content-type'],
  InsecureLocalNetwork: ['local', 'loopback'],
  LocalNetworkAccessPermissionDenied: ['local', 'loopback'],
};
const lists = ['GET, P@T', 'a b', '@'];

interface Case {
  readonly code: CorsErrorCode;
  readonly phase: Phase;
  readonly value: string | null;
  readonly status: number;
  readonly headers: HeaderList;
}

function casesOf(code: CorsErrorCode): Case[] {
  const bare = code.replace(/^Preflight(?!InvalidStatus|DisallowedRedirect)/, '');
  const isGuard = code === 'DisallowedByMode' || code === 'NoCorsRedirectModeNotFollow';
  const isRedirect = code === 'RedirectContainsCredentials' || code === 'CorsDisabledScheme';
  const phase = isGuard
    ? 'guard'
    : code.includes('Preflight')
      ? 'preflight'
      : isRedirect
        ? 'redirect'
        : 'request';
  const name = code.startsWith('InvalidAllowMethods')
    ? 'access-control-allow-methods'
    : code.startsWith('InvalidAllowHeaders')
      ? 'access-control-allow-headers'
      : 'access-control-allow-origin';
  const said = /^InvalidAllow(Methods|Headers)/.test(code) ? lists : (values[bare] ?? [null]);
  const status = code === 'PreflightInvalidStatus' ? 404 : code === 'PreflightDisallowedRedirect' ? 302 : 200;
  return said.map((value) => ({
    code,
    phase,
    value,
    status,
    headers: isRedirect
      ? [['location', 'https://ada:x@cdn.example/']]
      : value === null || bare === 'InvalidAllowCredentials'
        ? []
        : [[name, value]],
  }));
}

function blockedBy(one: Case, origin: string, urlList: readonly [string, ...string[]]): Blocked {
  const { code, phase, value, status, headers } = one;
  const rule =
    code === 'RedirectContainsCredentials'
      ? refuse('HTTP-redirect fetch', '9', code, value)
      : code === 'CorsDisabledScheme'
        ? refuse('HTTP-redirect fetch', '6', code, value)
        : refuse('CORS check', '4', code, value);
  return {
    refusal: rule,
    phase,
    request: {
      method: 'PUT',
      urlList,
      headerList: [],
      body: null,
      origin,
      mode: 'cors',
      credentialsMode: 'include',
      redirectMode: 'follow',
      useCorsPreflightFlag: false,
      redirectCount: 0,
    },
    response: phase === 'guard' ? null : { url: urlList.at(-1) ?? '', status, headerList: headers },
  };
}

const unwrapped = (text: string): string => text.replace(/\n/g, ' ');
const tables = corsErrorCodes.flatMap((code) => casesOf(code).map((one) => [code, one.value, one] as const));

describe('what each browser prints is read back', () => {
  test.each(tables)('%s: %j', (_, __, one) => {
    let count = 0;
    for (const browser of browsers)
      // Only fetch() throws.
      for (const initiator of one.phase === 'guard' ? (['fetch'] as const) : initiators)
        for (const [index, urlList] of urlListsFor(initiator).entries()) {
          const origin = origins[index % origins.length] ?? '';
          const printed = consoleMessage(browser, blockedBy(one, origin, urlList), { initiator });
          if (printed === null) continue;
          count += 1;
          expectReadBack(printed, { browser, initiator, origin, url: urlList.at(-1) ?? '', one });
        }
    expect(count).toBeGreaterThan(0);
  });
});

interface Printed {
  readonly browser: BrowserName;
  readonly initiator: RequestInitiator;
  readonly origin: string;
  readonly url: string;
  readonly one: Case;
}

function expectReadBack(printed: string, { browser, initiator, origin, url, one }: Printed): void {
  const messages = parseConsoleMessage(printed);
  const [message] = messages;
  const about = { printed, messages };
  if (message === undefined || messages.length > 1) throw new Error(JSON.stringify(about));
  // Firefox says in several messages that one request failed.
  expect(unwrapped(printed)).toContain(unwrapped(message.text));
  expect(message.browsers).toContain(browser);
  // WebKit names the origin that was sent: behind a redirect to another one, `null`.
  if (message.origin !== null) expect([origin, 'null']).toContain(message.origin);
  if (browser === 'chromium') expect(message.origin ?? origin).toBe(origin);
  if (message.initiator !== null) expect(message.initiators).toContain(initiator);
  if (printed.includes(url) && message.url !== null) expect(message.url).toBe(url);
  // Firefox has one text for all it does not follow.
  if (message.kind === 'no-response') return;
  expect(message.codes).toContain(one.code);
  if (browser !== 'chromium') return;
  expect(message.codes).toEqual([one.code]);
  expect(message.text).toBe(printed);
  if (one.value !== null && values[one.code] !== undefined) expect(message.value).toBe(one.value);
}

test('a header that may not be read', () => {
  const printed = unsafeHeaderMessage('chromium', 'X-Total-Count') ?? '';
  expect(parseConsoleMessage(printed)).toMatchObject([{ header: 'x-total-count', text: printed }]);
});
