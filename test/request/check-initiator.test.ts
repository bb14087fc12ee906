import { expect, test } from '@jest/globals';
import { initiators } from '../../src/request/initiators.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { configure, resetConfiguration } from '../../src/request/configuration.js';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import { questionFrom } from '../../src/request/question.js';
import { thrownBy } from '../support/thrown-by.js';

const origin = 'https://app.example';
type Asked = Omit<CrossOriginRequest, 'control'>;

/** Method, mode, credentials, destination. */
async function made(request: Asked): Promise<readonly unknown[]> {
  const { request: one } = await questionFrom({ origin, ...request });
  return [one.method, one.mode, one.credentialsMode, one.destination];
}

test.each([
  [{ initiator: 'image' }, ['GET', 'cors', 'same-origin', 'image']],
  [{ initiator: 'image', credentials: 'include' }, ['GET', 'cors', 'include', 'image']],
  [{ initiator: 'image', mode: 'no-cors' }, ['GET', 'no-cors', 'include', 'image']],
  [
    { initiator: 'image', method: 'get', headers: {}, body: null, redirect: 'follow' },
    ['GET', 'cors', 'same-origin', 'image'],
  ],
  [{ initiator: 'font' }, ['GET', 'cors', 'same-origin', 'font']],
  [{ initiator: 'script' }, ['GET', 'cors', 'same-origin', 'script']],
  [{ initiator: 'module', credentials: 'include' }, ['GET', 'cors', 'include', 'script']],
  [{ initiator: 'stylesheet' }, ['GET', 'cors', 'same-origin', 'style']],
  [{ initiator: 'video' }, ['GET', 'cors', 'same-origin', 'video']],
  [{ initiator: 'audio', mode: 'no-cors', credentials: 'include' }, ['GET', 'no-cors', 'include', 'audio']],
  [{ initiator: 'eventsource' }, ['GET', 'cors', 'same-origin', 'empty']],
  [{ initiator: 'worker', credentials: 'omit' }, ['GET', 'cors', 'omit', 'worker']],
  [{ initiator: 'beacon', json: {} }, ['POST', 'cors', 'include', 'empty']],
  [{ initiator: 'beacon', body: 'text' }, ['POST', 'no-cors', 'include', 'empty']],
  [{ initiator: 'beacon' }, ['POST', 'no-cors', 'include', 'empty']],
  [{ initiator: 'beacon', body: new URLSearchParams('a=1') }, ['POST', 'no-cors', 'include', 'empty']],
  [
    { initiator: 'beacon', body: '{}', headers: { 'Content-Type': 'application/json' } },
    ['POST', 'cors', 'include', 'empty'],
  ],
] as const)('%j', async (request, expected) => {
  expect(await made(request)).toEqual(expected);
});

test('what is configured has an effect where it can', async () => {
  configure({ credentials: 'include', headers: { 'X-Tenant': '1' } });
  try {
    expect(await made({ initiator: 'font' })).toEqual(['GET', 'cors', 'same-origin', 'font']);
    expect(await made({ initiator: 'image' })).toEqual(['GET', 'cors', 'include', 'image']);
    const { request } = await questionFrom({ origin, initiator: 'image' });
    expect(request.headerList).toEqual([]);
  } finally {
    resetConfiguration();
  }
});

test.each([
  [{ initiator: 'imag' }, 'initiator "imag" is unknown. Did you mean "image"?'],
  [{ initiator: 'font', method: 'PUT' }, 'a font always sends GET. Leave `method` out.'],
  [{ initiator: 'beacon', method: 'PUT' }, 'navigator.sendBeacon() always sends POST. Leave `method` out.'],
  [
    { initiator: 'image', headers: { accept: 'image/png' } },
    'an <img> is requested without headers of the page. Leave `headers` out.',
  ],
  [
    { initiator: 'module', headers: new Headers({ a: 'b' }) },
    'a module script is requested without headers of the page. Leave `headers` out.',
  ],
  [
    { initiator: 'eventsource', body: 'x' },
    'an EventSource is requested without a body of the page. Leave `body` out.',
  ],
  [{ initiator: 'video', json: {} }, 'a <video> is requested without a body of the page. Leave `json` out.'],
  [
    { initiator: 'beacon', headers: { 'X-A': '1' } },
    'navigator.sendBeacon() sets no headers but the Content-Type of its body: { body: new Blob([text], { type: "application/json" }) }.',
  ],
  [
    { initiator: 'font', credentials: 'include' },
    'a font has no credentials option: it is always "same-origin". Leave `credentials` out.',
  ],
  [
    { initiator: 'beacon', credentials: 'omit' },
    'navigator.sendBeacon() has no credentials option: it is always "include". Leave `credentials` out.',
  ],
  [
    { initiator: 'image', credentials: 'omit' },
    'an <img> cannot omit credentials: crossorigin is "anonymous" ("same-origin") or "use-credentials" ("include").',
  ],
  [
    { initiator: 'eventsource', credentials: 'omit' },
    'an EventSource cannot omit credentials: withCredentials is false ("same-origin") or true ("include").',
  ],
  [
    { initiator: 'image', mode: 'no-cors', credentials: 'same-origin' },
    'an <img> has no credentials option in mode "no-cors": it is always "include". Leave `credentials` out.',
  ],
  [
    { initiator: 'image', mode: 'same-origin' },
    'an <img> has no mode "same-origin", only "cors" and "no-cors".',
  ],
  [
    { initiator: 'beacon', mode: 'same-origin' },
    'navigator.sendBeacon() has no mode "same-origin", only "cors" and "no-cors".',
  ],
  [
    { initiator: 'font', mode: 'no-cors' },
    'a font has no mode option: it is always "cors". Leave `mode` out.',
  ],
  [
    { initiator: 'script', redirect: 'error' },
    'a <script> has no redirect option: it is always "follow". Leave `redirect` out.',
  ],
  [
    { initiator: 'image', uploadListener: true },
    'only XMLHttpRequest has upload events. Add `initiator: "xhr"`.',
  ],
  [
    { initiator: 'worker', credentials: 'all' },
    'credentials "all" must be "omit", "same-origin" or "include".',
  ],
])('misuse: %j', async (request, message) => {
  const error = await thrownBy(() => questionFrom({ origin, ...request } as never));
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({ message });
});

test('every initiator has a name with an article or of its own', () => {
  for (const { what } of Object.values(initiators))
    expect(what).toMatch(/^(an? |XMLHttpRequest$|navigator\.)/);
});
