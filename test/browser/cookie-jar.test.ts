import { describe, expect, test } from '@jest/globals';
import type { BrowserName } from '../../src/browser/browser-name.js';
import { type CookieContext, CookieJar } from '../../src/browser/cookie-jar.js';
import { implementations } from '../../src/browser/implementations.js';
import { get } from '../../src/standard/header-list.js';
import type { HttpRequest } from '../../src/standard/http-network-or-cache-fetch.js';

const engines = ['chromium', 'firefox', 'webkit'] as const;

function request(url: string, includeCredentials = true): HttpRequest {
  return { kind: 'request', method: 'GET', url, headerList: [], body: null, includeCredentials };
}

/** A browser's jar, its page at `https://app.example.com`, and a clock. */
class Tab {
  seconds = 0;
  readonly jar: CookieJar;

  constructor(browser: BrowserName, context: Partial<CookieContext> = {}) {
    this.jar = new CookieJar(implementations[browser].cookies, {
      page: 'https://app.example.com',
      now: () => 1_000_000_000_000 + this.seconds * 1000,
      isDeployed: () => true,
      thirdPartyCookies: 'allowed',
      ...context,
    });
  }

  answer(url: string, ...lines: string[]): void {
    const headerList = lines.map((line) => ['Set-Cookie', line] as const);
    this.jar.keep(request(url), { url, status: 200, headerList });
  }

  sent(url: string): string | null {
    return get('cookie', this.jar.attach(request(url)).headerList);
  }
}

const sibling = 'https://api.example.com/users';
const stranger = 'https://api.example.org/users';
const plain = 'http://127.0.0.1/users';

// What goes back to the URL that set it, in Chromium, Firefox and WebKit.
describe('what is kept and sent', () => {
  test.each<[string, string, Partial<CookieContext>, string, (string | null)[]]>([
    ['a cookie of the same site', sibling, {}, 'a=1', ['a=1', 'a=1', 'a=1']],
    ['Strict, same site', sibling, {}, 'a=1; SameSite=Strict', ['a=1', 'a=1', 'a=1']],
    ['without SameSite, another site', stranger, {}, 'a=1', [null, 'a=1', 'a=1']],
    ['an unknown SameSite, another site', stranger, {}, 'a=1; SameSite=foo', [null, 'a=1', 'a=1']],
    ['Lax, another site', stranger, {}, 'a=1; SameSite=Lax', [null, null, null]],
    ['None and Secure, another site', stranger, {}, 'a=1; SameSite=None; Secure', ['a=1', 'a=1', 'a=1']],
    ['None without Secure', stranger, {}, 'a=1; SameSite=None', [null, null, 'a=1']],
    ['Partitioned without Secure', sibling, {}, 'a=1; Partitioned', [null, null, 'a=1']],
    ['Lax, an opaque page', sibling, { page: 'null' }, 'a=1; SameSite=Lax', [null, null, null]],
    ['Secure over http', 'http://api.example.com/', {}, 'a=1; Secure', [null, null, null]],
    [
      'Secure over http, this machine',
      plain,
      { page: 'http://127.0.0.1:81' },
      'a=1; Secure',
      ['a=1', 'a=1', null],
    ],
    [
      'another scheme',
      sibling,
      { page: 'http://app.example.com' },
      'a=1; SameSite=Lax',
      [null, 'a=1', 'a=1'],
    ],
    ['text without =', sibling, {}, 'a', ['a', 'a=', 'a']],
    ['a public suffix', sibling, {}, 'a=1; Domain=com', [null, null, null]],
    ['a domain above', sibling, {}, 'a=1; Domain=example.com', ['a=1', 'a=1', 'a=1']],
    ['another domain', sibling, {}, 'a=1; Domain=example.org', [null, null, null]],
    ['another path', sibling, {}, 'a=1; Path=/other', [null, null, null]],
    ['__Host- without Secure', sibling, {}, '__Host-a=1; Path=/', [null, null, null]],
    ['expired at once', sibling, {}, 'a=1; Max-Age=0', [null, null, null]],
    ['no cookie at all', sibling, {}, '', [null, null, null]],
    [
      'None and Secure, another site, third-party cookies blocked',
      stranger,
      { thirdPartyCookies: 'blocked' },
      'a=1; SameSite=None; Secure',
      [null, null, null],
    ],
    [
      'Partitioned, another site, third-party cookies blocked',
      stranger,
      { thirdPartyCookies: 'blocked' },
      'a=1; SameSite=None; Secure; Partitioned',
      ['a=1', 'a=1', 'a=1'],
    ],
  ])('%s', (_, url, context, line, expected) => {
    const sent = engines.map((engine) => {
      const tab = new Tab(engine, context);
      tab.answer(url, line);
      return tab.sent(url);
    });
    expect(sent).toEqual(expected);
  });

  test('where the deployment is not known, site, scheme and host decide nothing', () => {
    const tab = new Tab('chromium', { isDeployed: () => false, thirdPartyCookies: 'blocked' });
    tab.answer(plain, 'a=1; SameSite=Strict; Secure; Domain=api.example.com; Path=/');
    expect(tab.sent(plain)).toBe('a=1');
  });

  test('nothing without credentials, neither way', () => {
    const tab = new Tab('chromium');
    const anonymous = request(sibling, false);
    tab.jar.keep(anonymous, { url: sibling, status: 200, headerList: [['Set-Cookie', 'a=1']] });
    expect(tab.sent(sibling)).toBeNull();
    tab.answer(sibling, 'a=1');
    expect(tab.jar.attach(anonymous)).toBe(anonymous);
  });

  test('the longest path first, then the oldest', () => {
    const tab = new Tab('chromium');
    tab.answer(sibling, 'a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/users');
    expect(tab.sent(sibling)).toBe('c=3; a=1; b=2');
  });

  test('a later cookie of the name replaces it, one that is expired removes it', () => {
    const tab = new Tab('chromium');
    tab.answer(sibling, 'a=1');
    tab.answer(sibling, 'a=2');
    expect(tab.sent(sibling)).toBe('a=2');
    tab.answer(sibling, 'a=; Max-Age=0');
    expect(tab.sent(sibling)).toBeNull();
    expect(tab.jar.cookies).toEqual([]);
  });

  test('a cookie ends when its seconds have passed', () => {
    const tab = new Tab('chromium');
    tab.answer(sibling, 'a=1; Max-Age=10');
    tab.seconds = 9;
    expect(tab.sent(sibling)).toBe('a=1');
    tab.seconds = 10;
    expect(tab.sent(sibling)).toBeNull();
  });
});

test('the jar is told as plain data', () => {
  const tab = new Tab('chromium');
  tab.answer(sibling, 'a=1; Max-Age=10; HttpOnly; Secure; SameSite=None', 'b=2; Path=/');
  expect(tab.jar.cookies).toEqual([
    {
      name: 'a',
      value: '1',
      domain: 'api.example.com',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'none',
      expires: 1_000_000_010_000,
    },
    {
      name: 'b',
      value: '2',
      domain: 'api.example.com',
      path: '/',
      secure: false,
      httpOnly: false,
      sameSite: 'lax',
      expires: null,
    },
  ]);
});

test('a cookie that was set by a visit is kept whatever its site, and sent by its attributes', () => {
  const tab = new Tab('chromium');
  expect(tab.jar.hold('a=1; SameSite=Lax', 'https://api.example.org/')).toBe(true);
  expect(tab.jar.hold('b=2; SameSite=None; Secure', 'https://api.example.org/')).toBe(true);
  expect(tab.jar.hold('c=3; Domain=example.com', 'https://api.example.org/')).toBe(false);
  expect(tab.sent(stranger)).toBe('b=2');
});
