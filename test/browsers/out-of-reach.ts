import type { Field } from './compare.js';
import type { BrowserName } from './scenario.js';

/** Where the engine differs from what was observed, and will go on to: nothing else may. */
export interface OutOfReach {
  readonly browser: BrowserName;
  readonly reason: string;
  /** How many requests differ, field by field: no more, and no fewer. */
  readonly counts: Readonly<Partial<Record<Field, number>>>;
  /** The ids it is about; left out: all that no row before it is about. */
  readonly ids?: RegExp;
  /** Whether WebKit's sources show that only the port to GTK does it, which is what was recorded; Safari does not. */
  readonly isOnlyGtk?: true;
}

/** Where a DELETE is redirected to another origin. */
const redirectedDelete = new RegExp(
  `^(redirect-(${[
    '0(605|606|608|609|610|613|617|618|619|620|621|622)',
    '0(821|822|824|825|826|829|833|834|835|836|837|838)',
    '1(253|254|256|257|258|261|265|266|267|268|269|270)',
    '1(469|470|472|473|474|477|481|482|483|484|485|486)',
  ].join('|')})|mixture-(${[
    '0035|0174|0250|0254|0392|0630|1039|1186|1274|1299|1912|2037|2244|2263|2485|2755|2763|2948|3298|3438|3609',
    '3632|3810|4233',
  ].join('|')}))$`,
);

export const outOfReach: readonly OutOfReach[] = [
  {
    browser: 'chromium',
    reason: 'Of several headers that are not allowed, Chromium names the first in a hash table.',
    counts: { failedParameter: 33, console: 33 },
    ids: /^(allow-headers-|fault-order-|mixture-)/,
  },
  {
    browser: 'chromium',
    reason:
      'Only a frame tells its opaque origin, and only before a redirect; the engine does not know of frames.',
    counts: { 'wire.origin': 3 },
  },
  {
    browser: 'firefox',
    reason: 'With a NUL byte in the head there is no HTTP response to judge; Firefox drops the line.',
    counts: { verdict: 1, response: 1, console: 8 },
    ids: /^(field-name-byte-000[12]|response-byte-000[1-7])$/,
  },
  {
    browser: 'firefox',
    reason: 'Firefox prints the tab of a folded line; the transport joins the parts by one space.',
    counts: { console: 14 },
    ids: /^line-form-/,
  },
  {
    browser: 'firefox',
    reason: 'The message names a URL without the scenario’s id, so the recorder could not tell whose it was.',
    counts: { console: 7 },
    ids: /^redirect-/,
  },
  {
    browser: 'firefox',
    reason: 'Only a frame tells its opaque origin; the engine does not know of frames.',
    counts: { 'wire.origin': 2 },
  },
  {
    browser: 'firefox',
    reason:
      'Firefox reads no directive of Cache-Control behind one that is empty or has a quoted value, and keeps nothing with Age: -1.',
    counts: { verdict: 3, 'wire.count': 9, response: 3, 'response.headers': 3, console: 3 },
    ids: /^http-cache-0(041|042|065|066|129|130)\./,
  },
  {
    browser: 'firefox',
    reason: 'A page that sends Cache-Control: max-age=600 gets what is stored although it is stale.',
    counts: { 'wire.count': 1, 'response.headers': 2 },
    ids: /^http-cache-0741\./,
  },
  {
    browser: 'firefox',
    reason: 'A POST from a page on another site leaves what its cache holds.',
    counts: {
      verdict: 1,
      'wire.count': 4,
      response: 1,
      'response.status': 3,
      'response.headers': 3,
      console: 1,
    },
    ids: /^http-cache-mixture-00(72|76)\./,
  },
  {
    browser: 'webkit',
    reason: 'A 500 is asked for again with If-Modified-Since, where it is stale and has Last-Modified.',
    counts: { 'wire.headers': 1 },
    ids: /^http-cache-mixture-0025\./,
  },
  {
    browser: 'webkit',
    reason:
      'On a redirect to another origin a DELETE becomes a GET, 307 and 308 included (shouldRedirectAsGET in NetworkDataTaskSoup.cpp, and in that of curl).',
    counts: {
      verdict: 1,
      response: 1,
      'wire.count': 10,
      'wire.method': 31,
      'wire.requestMethod': 62,
      'wire.headers': 1,
      console: 2,
    },
    ids: redirectedDelete,
    isOnlyGtk: true,
  },
  {
    browser: 'webkit',
    reason:
      'The cookie jar of libsoup, which no other WebKit has: prefixes, Partitioned, part of an address as Domain.',
    counts: { 'wire.headers': 35 },
    ids: /^cookie-/,
    isOnlyGtk: true,
  },
  {
    browser: 'webkit',
    reason: 'WebKit sends the preflight of the next hop although it blocks the redirect.',
    counts: { 'wire.count': 91, console: 1 },
    ids: /^(redirect-chain-|mixture-2479$)/,
  },
  {
    browser: 'webkit',
    reason: 'A byte in Location that is no UTF-8 is encoded twice.',
    counts: { 'wire.url': 13, 'response.url': 6, console: 5 },
    ids: /^redirect-(027[7-9]|028[0-8]|050[34])$/,
  },
  {
    browser: 'webkit',
    reason:
      'An Origin that was sent once stays after a redirect, though the request has become a GET at home.',
    counts: { 'wire.origin': 19 },
  },
  {
    browser: 'webkit',
    reason: 'A request without a body keeps the Content-Type of the body it was given.',
    counts: { 'wire.headers': 14 },
  },
  {
    browser: 'webkit',
    reason:
      'With a NUL byte in the head there is no HTTP response to judge; WebKit says that it could not parse one.',
    counts: { console: 2 },
    ids: /^response-byte-000[67]$/,
  },
  {
    browser: 'webkit',
    reason: 'A header that a redirect has removed is named before those that are left.',
    counts: { console: 2 },
    ids: /^mixture-(0144|2579)$/,
  },
];

/** What is wrong with the differences of one browser: those nobody has listed, and counts that are not those listed. */
export function unaccounted(
  browser: BrowserName,
  differing: ReadonlyMap<Field, readonly string[]>,
  { isWhole }: { isWhole: boolean },
): string[] {
  const rows = outOfReach.filter((row) => row.browser === browser);
  const found = new Map<string, number>();
  const faults: string[] = [];
  for (const [field, ids] of differing) {
    for (const id of ids) {
      const index = rows.findIndex((row) => field in row.counts && (row.ids?.test(id) ?? true));
      if (index === -1) faults.push(`${browser}: ${field} of ${id} differs`);
      found.set(`${String(index)} ${field}`, (found.get(`${String(index)} ${field}`) ?? 0) + 1);
    }
  }
  if (!isWhole) return faults;
  for (const [index, { reason, counts }] of rows.entries()) {
    for (const [field, count] of Object.entries(counts)) {
      const actual = found.get(`${String(index)} ${field}`) ?? 0;
      if (actual !== count)
        faults.push(`${browser}: ${field} differs ${String(actual)} times, not ${String(count)} (${reason})`);
    }
  }
  return faults;
}
