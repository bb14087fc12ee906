import { allowCredentialsLines } from './factors/allow-credentials.js';
import { allowOriginLines } from './factors/allow-origin.js';
import { methods } from './factors/methods.js';
import { bodies, places } from './factors/origins.js';
import { allowHeadersValues, allowMethodsValues } from './factors/preflight-values.js';
import {
  clientHints,
  requestHeaderLists,
  safelistedHeaders,
  unsafeHeaders,
} from './factors/request-headers.js';
import { contentTypes, ranges } from './factors/request-values.js';
import { exposeValues } from './factors/response-headers.js';
import { allowOrigin, type Variation } from './factors/variation.js';
import { Random } from './random.js';
import { pages, type Answer, type HeaderLine, type Hop } from './scenario.js';

/** A random request against a random server; most parts are right, or nothing would ever be allowed. */
export function mixture(seed: string): Variation {
  const random = new Random(seed);
  const api = random.chance(0.25) ? 'xhr' : 'fetch';
  const method = randomMethod(random);
  const headers = randomHeaders(random);
  const withBody = !/^(get|head)$/i.test(method) && random.chance(0.5);
  const credentials = random.chance(0.4) ? 'include' : random.chance(0.2) ? 'omit' : 'same-origin';
  const common = {
    page: random.chance(0.6) ? 'ip4' : random.pick(pages),
    target: random.chance(0.7) ? '{target}' : random.pick(places),
    path: '0',
    suffix: random.chance(0.9) ? '' : random.pick(['?a=1', '#fragment', '?a=1#b']),
    method,
    headers,
    body: withBody ? random.pick(bodies) : null,
    hops: randomHops(random, method, headers, credentials === 'include'),
  } as const;
  if (api === 'xhr') {
    return {
      ...common,
      api,
      uploadListener: random.chance(0.3),
      credentials: credentials === 'include' ? 'include' : 'same-origin',
      mode: 'cors',
      redirect: 'follow',
    };
  }
  return {
    ...common,
    api,
    uploadListener: false,
    credentials,
    mode: random.chance(0.88) ? 'cors' : random.pick(['no-cors', 'same-origin']),
    redirect: random.chance(0.92) ? 'follow' : random.pick(['error', 'manual']),
  };
}

function randomMethod(random: Random): string {
  if (random.chance(0.8))
    return random.pick(['GET', 'GET', 'POST', 'PUT', 'DELETE', 'patch', 'PATCH', 'HEAD']);
  return random.pick(methods);
}

function randomHeaders(random: Random): HeaderLine[] {
  const count = random.pick([0, 0, 1, 1, 2, 3]);
  return Array.from({ length: count }, () => {
    const kind = random.next();
    if (kind < 0.3) return random.pick(unsafeHeaders);
    if (kind < 0.5) return random.pick(safelistedHeaders);
    if (kind < 0.7) return ['content-type', random.pick(contentTypes)] as HeaderLine;
    if (kind < 0.8) return ['range', random.pick(ranges)] as HeaderLine;
    if (kind < 0.85) return random.pick(clientHints);
    if (kind < 0.93) return ['authorization', 'Bearer token'] as HeaderLine;
    return random.pick(requestHeaderLists)[0] ?? ['x-custom', 'value'];
  });
}

/** What the server of one hop takes right, unless chance has it otherwise. */
function corsLines(random: Random, credentialed: boolean, origin = '{origin}'): string[] {
  const right = credentialed || random.chance(0.5) ? [allowOrigin(origin)] : [allowOrigin('*')];
  const lines = random.chance(0.82) ? right : random.pick(allowOriginLines);
  const proper = credentialed ? ['Access-Control-Allow-Credentials: true'] : [];
  const credentials = random.chance(0.88) ? proper : random.pick(allowCredentialsLines);
  return [...lines, ...credentials];
}

function listLines(name: string, values: readonly string[]): string[] {
  return values.map((value) => `${name}: ${value}`);
}

function randomPreflight(
  random: Random,
  method: string,
  headers: readonly HeaderLine[],
  credentialed: boolean,
  origin: string,
): Answer {
  const names = [...new Set(['content-type', ...headers.map(([name]) => name)])].filter((name) =>
    /^[\w-]+$/.test(name),
  );
  const rightHeaders = credentialed || random.chance(0.7) ? [names.join(', ')] : ['*'];
  const rightMethods = credentialed || random.chance(0.7) ? [normal(method)] : ['*'];
  const lines = [
    ...corsLines(random, credentialed, origin),
    ...listLines(
      'Access-Control-Allow-Methods',
      random.chance(0.85) ? rightMethods : random.pick(allowMethodsValues),
    ),
    ...listLines(
      'Access-Control-Allow-Headers',
      random.chance(0.85) ? rightHeaders : random.pick(allowHeadersValues),
    ),
    ...(random.chance(0.3) ? [`Access-Control-Max-Age: ${random.pick(['0', '600', '-1', 'x'])}`] : []),
  ];
  const status = random.chance(0.92)
    ? random.pick([200, 204])
    : random.pick([201, 299, 301, 307, 400, 401, 404, 405, 500]);
  return {
    status,
    reason: 'Scripted',
    lines: [...lines, ...(status === 307 ? ['Location: {target}{hop:1}'] : [])],
  };
}

function randomHops(random: Random, method: string, headers: HeaderLine[], credentialed: boolean): Hop[] {
  const redirects = random.chance(0.75) ? 0 : random.pick([1, 1, 2, 3]);
  return Array.from({ length: redirects + 1 }, (_, index): Hop => {
    // After a redirect the Origin may have become `null`.
    const later = (): string => (index > 0 && random.chance(0.6) ? 'null' : '{origin}');
    const preflight = randomPreflight(random, method, headers, credentialed, later());
    const lines = corsLines(random, credentialed, later());
    if (index < redirects) {
      const place = random.chance(0.2)
        ? ''
        : random.pick(['{page}', '{target}', '{third}', '{target.localhost}']);
      const location = `Location: ${place}{hop:${index + 1}}`;
      return {
        preflight,
        answer: {
          status: random.pick([301, 302, 303, 307, 308]),
          reason: 'Found',
          lines: [...lines, location],
        },
      };
    }
    const exposed = random.chance(0.3)
      ? ['X-One: 1', 'X-Two: 2', ...listLines('Access-Control-Expose-Headers', random.pick(exposeValues))]
      : [];
    const status = random.chance(0.8) ? 200 : random.pick([201, 204, 206, 304, 400, 401, 403, 404, 500, 503]);
    return { preflight, answer: { status, reason: 'Scripted', lines: [...lines, ...exposed] } };
  });
}

/** The spelling in which fetch() sends a method. */
function normal(method: string): string {
  return /^(get|head|post|put|delete|options)$/i.test(method) ? method.toUpperCase() : method;
}
