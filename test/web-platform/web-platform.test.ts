import { describe, expect, test } from '@jest/globals';
import { normalizeHeaderValue, stripTabOrSpace } from '../../src/standard/infra.js';
import type { FetchResult } from '../../src/standard/main-fetch.js';
import { normalizeMethod } from '../../src/standard/method.js';
import type { RequestRecord } from '../../src/standard/request.js';
import { type Answer, requestRecord, scriptedFetch, sentHeader } from '../standard/scripted-fetch.js';
import { type Expected, PAGE, type PageRequest, type Row } from './row.js';
import { rows } from './rows.js';

/** What the Request constructor makes of it. */
function requestOf({ url, headers = [], credentials, redirect, ...page }: PageRequest): RequestRecord {
  return requestRecord({
    url,
    origin: page.origin ?? PAGE,
    method: normalizeMethod(page.method ?? 'GET'),
    headerList: headers.map(([name, value]) => [name, normalizeHeaderValue(value)]),
    body: page.body === true ? new Uint8Array([1]) : null,
    mode: page.mode ?? 'cors',
    credentialsMode: credentials ?? 'same-origin',
    redirectMode: redirect ?? 'follow',
    useCorsPreflightFlag: page.uploadListener === true,
  });
}

/** A header value has no tabs or spaces around it once it is off the wire. */
function offTheWire({ status, headers = [] }: Answer): Answer {
  return {
    ...(status === undefined ? {} : { status }),
    headers: headers.map(([name, value]) => [name, stripTabOrSpace(value)]),
  };
}

function outcomeOf(result: FetchResult): string {
  if ('refusal' in result) return `${result.phase}: ${result.refusal.code ?? 'network error'}`;
  return `${result.response.type} ${String(result.response.status)}`;
}

/** What happened, told in the terms that the row uses, so that one comparison shows every difference. */
function observed({ request, answers, expected }: Row): Expected {
  const { result, exchanges } = scriptedFetch(requestOf(request), answers.map(offTheWire));
  const response = 'refusal' in result ? null : result.response;
  const valueOf = (name: string): string | null =>
    response?.headers.find((header) => header[0] === name)?.[1] ?? null;
  return {
    outcome: outcomeOf(result) as Expected['outcome'],
    sent: exchanges.map((exchange, index) => {
      const named = expected.sent[index];
      if (named === undefined || typeof named === 'string') return exchange.method;
      const names = Object.keys(named[1]);
      const headers = names.map((name) => [name, sentHeader(exchange, name) ?? null] as const);
      return [exchange.method, Object.fromEntries(headers)];
    }),
    ...(expected.urls && { urls: exchanges.map(({ url }) => url) }),
    ...(expected.credentials && {
      credentials: exchanges.map(({ includeCredentials }) => includeCredentials),
    }),
    ...(expected.visible && {
      visible: Object.fromEntries(Object.keys(expected.visible).map((name) => [name, valueOf(name)])),
    }),
    ...(expected.response && {
      response: {
        ...(expected.response.url === undefined ? {} : { url: response?.url ?? '' }),
        ...(expected.response.redirected === undefined ? {} : { redirected: response?.redirected === true }),
      },
    }),
  };
}

const paths = [...new Set(rows.map(({ wpt }) => wpt))];

describe.each(paths)('%s', (path) => {
  const group = rows.filter(({ wpt }) => wpt === path);
  test.each(group.map((row) => [row.title, row] as const))('%s', (_title, row) => {
    expect(observed(row)).toEqual(row.expected);
  });
});

test('at least 500 rows, each with a title of its own within its test and a path of one of the five places', () => {
  const titles = rows.map(({ wpt, title }) => `${wpt} ${title}`);
  expect(rows.length).toBeGreaterThanOrEqual(500);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  const place = /^(cors\/|fetch\/api\/(cors|redirect|credentials)\/|xhr\/)/;
  expect(paths.filter((path) => !place.test(path))).toEqual([]);
});
