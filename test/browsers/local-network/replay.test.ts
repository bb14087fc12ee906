import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { simulateFetch } from '../../../src/index.js';
import { type LocalNetworkCase, localNetworkCases, type LocalNetworkObservation } from './cases.js';

interface Recording {
  readonly version: string;
  readonly observations: readonly (readonly [LocalNetworkCase, LocalNetworkObservation])[];
}
const recording = JSON.parse(readFileSync(join(__dirname, 'recording.json'), 'utf8')) as Recording;

/** Allows everything, and redirects where the query says so. */
const app: RequestListener = ({ url = '', method }, response) => {
  const to = method === 'OPTIONS' ? null : new URL(url, 'http://a').searchParams.get('to');
  response.writeHead(to === null ? 200 : 307, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'PUT',
    ...(to === null ? {} : { Location: to }),
  });
  response.end('ok');
};
const target = createServer(app);

async function decided(one: LocalNetworkCase): Promise<LocalNetworkObservation> {
  const { page, api, method, mode, permission, redirect } = one;
  const query = redirect === undefined ? '' : `?to=${encodeURIComponent(redirect)}`;
  const { allowed, code, exchanges, browsers } = await simulateFetch(target, {
    origin: page,
    path: `/${query}`,
    method,
    mode,
    servedAt: api,
    ...(redirect === undefined ? {} : { otherTargets: { [redirect]: target } }),
    localNetworkAccess: permission,
    browsers: ['chromium'],
  });
  const clean = (text: string): string => text.replace(/\?to=[^'\s]*/, '').replace(/\/$/, '');
  const printed = (browsers.chromium?.consoleMessage ?? '').split('\n').filter(Boolean);
  return {
    verdict: allowed ? 'allowed' : 'blocked',
    code,
    wire: exchanges.map((exchange) => `${exchange.method} ${clean(exchange.url)}`),
    // The library knows no more of the page than its origin; a path of nothing is left of the recorded ones.
    console: printed.map((text) => text.replaceAll(/(?<=\/\/[a-z0-9.]+)\/(\?to=[^'\s]*)?(?=')/g, '')),
  };
}

const recorded = ({ console, ...rest }: LocalNetworkObservation): LocalNetworkObservation => ({
  ...rest,
  console: console.map((text) => text.replaceAll(/(?<=\/\/[a-z0-9.]+)\/page(?=')/g, '')),
});

test('every case is recorded', () => {
  expect(recording.observations.map(([one]) => one)).toEqual(localNetworkCases);
  expect(localNetworkCases.length).toBeGreaterThan(1000);
});

/** A name like any other, which leads to the local network: the library looks no names up. */
const isLookedUp = ({ page, api, redirect }: LocalNetworkCase): boolean =>
  page.endsWith('app.example') && `${api} ${redirect ?? ''}`.includes('https://intranet.example');
const isLookedUpOverHttp = ({ page, api }: LocalNetworkCase): boolean =>
  page === 'http://app.example' && api === 'http://intranet.example';

test('the library decides, sends and says what Chromium did, but for names it would have to look up', async () => {
  let compared = 0;
  for (const [one, observed] of recording.observations) {
    if (isLookedUp(one) || isLookedUpOverHttp(one)) continue;
    compared += 1;
    expect([one, await decided(one)]).toEqual([one, recorded(observed)]);
  }
  expect(recording.observations.length - compared).toBe(26);
}, 60_000);
