import { isBrowsersOwn } from '../../src/browser/browsers-own.js';
import type { Header } from '../../src/standard/header-list.js';

/** The headers of a request that say something about the page: no User-Agent, Sec-Fetch-Site and the like. */
export function ofPage(headers: Iterable<readonly [string, string]>): Header[] {
  return [...headers].filter((header) => !isBrowsersOwn(header));
}
