import type { BrowserName } from '../browser/browser-name.js';
import { type CookieContext, CookieJar } from '../browser/cookie-jar.js';
import { implementations } from '../browser/implementations.js';
import { UsageError } from '../errors/usage-error.js';
import type { Question } from '../request/question.js';
import { originOf } from '../standard/origin.js';
import { shownCookie } from '../state/disclosure.js';
import type { Deployed } from './addressed.js';

/** The cookies of each browser that is asked about. */
export type Jars = ReadonlyMap<BrowserName, CookieJar>;

/**
 * New browsers, which hold the cookies of the question.
 *
 * @throws {UsageError} `invalid-value` for a cookie that none of them would keep.
 */
export function jarsFor(
  { record, isDeployed }: Deployed,
  { browsers, cookies }: Pick<Question, 'browsers' | 'cookies'>,
  context: Partial<CookieContext> = {},
): Jars {
  const page = { page: record.origin, now: Date.now, isDeployed, thirdPartyCookies: 'allowed' } as const;
  const jars = new Map(
    browsers.map((browser) => [
      browser,
      new CookieJar(implementations[browser].cookies, { ...page, ...context }),
    ]),
  );
  // Set by a visit to the site itself, for all of it.
  const url = `${originOf(record.urlList[0])}/`;
  for (const line of cookies) {
    if ([...jars.values()].map((jar) => jar.hold(line, url)).includes(true)) continue;
    throw new UsageError(
      'invalid-value',
      `cookies contains "${shownCookie(line)}", which no browser would store for ${originOf(url)}.`,
    );
  }
  return jars;
}
