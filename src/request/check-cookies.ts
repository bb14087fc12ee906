import { shownCookie } from '../state/disclosure.js';
import { UsageError } from '../errors/usage-error.js';
import type { CredentialsMode } from '../standard/request.js';
import { cookieAttribute } from '../text/redact.js';

/**
 * What the browser holds already, as `Set-Cookie` lines: a string is a `Cookie` header whose cookies go everywhere, a
 * list is taken as it is.
 *
 * @throws {UsageError} `invalid-value`; `cookies-without-credentials`: they would not be sent.
 */
export function checkCookies(cookies: unknown, credentials: CredentialsMode): readonly string[] {
  if (cookies === undefined) return [];
  if (credentials !== 'include') {
    throw new UsageError(
      'cookies-without-credentials',
      `\`cookies\` are set, but with credentials "${credentials}" a browser sends none to another origin. Add credentials: "include".`,
      { option: 'cookies' },
    );
  }
  return cookieLines(cookies);
}

/** @throws {UsageError} `invalid-value`, `empty-list`. */
export function cookieLines(cookies: unknown): readonly string[] {
  if (typeof cookies === 'string') {
    const pairs = cookies.split(';').map((pair) => pair.trim());
    for (const pair of pairs) checkPair(pair, pairs);
    return pairs.map((pair) => `${pair}; Path=/; SameSite=None; Secure`);
  }
  if (!Array.isArray(cookies) || !cookies.every((line) => typeof line === 'string')) {
    throw new UsageError(
      'invalid-value',
      `cookies must be a Cookie header such as "sid=1; theme=dark", or a list of Set-Cookie lines, not ${Array.isArray(cookies) ? 'a list with other values' : typeof cookies}.`,
      { option: 'cookies' },
    );
  }
  if (cookies.length === 0) {
    throw new UsageError(
      'empty-list',
      '`cookies` is an empty list. Leave it out for a browser without cookies.',
      { option: 'cookies' },
    );
  }
  return cookies;
}

function checkPair(pair: string, pairs: readonly string[]): void {
  if (cookieAttribute.test(pair)) {
    throw new UsageError(
      'invalid-value',
      `cookies contains the attribute "${pair}", but a string is read as a Cookie header. Write a Set-Cookie line in a list: [${JSON.stringify(shownCookie(pairs.join('; ')))}].`,
      { option: 'cookies' },
    );
  }
  if (/^[^=]+=/.test(pair)) return;
  throw new UsageError(
    'invalid-value',
    'a part of cookies has no "=". Write name=value, and separate several with "; ".',
    { option: 'cookies' },
  );
}
