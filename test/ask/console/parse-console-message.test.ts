import { describe, expect, test } from '@jest/globals';
import { type ConsoleMessage, parseConsoleMessage } from '../../../src/index.js';
import {
  chromiumPages,
  firefoxPages,
  olderPages,
  otherPages,
  type PastedRow,
  webkitPages,
} from './pasted.js';

const pages: readonly (readonly [string, readonly PastedRow[]])[] = [
  ['Chromium', chromiumPages],
  ['Firefox', firefoxPages],
  ['WebKit', webkitPages],
  ['older wordings', olderPages],
  ['not of CORS, or of none', otherPages],
];

describe.each(pages)('%s', (_, rows) => {
  test.each(rows.map(([title, pasted, ...expected]) => ({ title, pasted, expected })))(
    '$title',
    ({ pasted, expected }) => {
      const messages = parseConsoleMessage(pasted);
      expect(messages.map(({ text }) => text)).toHaveLength(expected.length);
      expect(messages).toMatchObject(expected);
    },
  );
});

const only = (text: string): ConsoleMessage => {
  const [message, ...others] = parseConsoleMessage(text);
  if (message === undefined || others.length > 0) throw new Error('not one message');
  return message;
};
const blockedFor = (reason: string, what = 'fetch', path = '/users?a=1'): ConsoleMessage =>
  only(
    `Access to ${what} at 'https://api.example${path}' from origin 'https://app.example' has been blocked by CORS policy: ${reason}`,
  );
const base = { origin: 'https://app.example', path: '/users?a=1', initiator: 'fetch' };

describe('the request that repeats it', () => {
  test('has what the text says', () => {
    const { request, unknown } = blockedFor(
      'Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.',
    );
    expect(request).toEqual({ ...base, method: 'PUT' });
    expect(unknown).toEqual(['headers', 'credentials']);
  });

  test.each([
    ['content-type', 'application/json'],
    ['x-token', 'x'],
    ['authorization', 'x'],
    ['accept', '"'.repeat(129)],
    ['range', 'x'],
  ])('sends %s so that the preflight asks for it', (name, value) => {
    const { request, unknown } = blockedFor(
      `Request header field ${name} is not allowed by Access-Control-Allow-Headers in preflight response.`,
    );
    expect(request).toEqual({ ...base, headers: { [name]: value } });
    expect(unknown).toEqual(['method', 'credentials']);
  });

  test('has credentials where the text is about them', () => {
    const { request, unknown } = blockedFor(
      "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.",
      'XMLHttpRequest',
    );
    expect(request).toEqual({ ...base, initiator: 'xhr', credentials: 'include' });
    expect(unknown).toEqual(['method', 'headers']);
  });

  test('has no method and no headers where a page cannot set any', () => {
    const { request, unknown } = blockedFor(
      "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      'image',
    );
    expect(request).toEqual({ ...base, initiator: 'image' });
    expect(unknown).toEqual(['credentials']);
  });

  test('has the origin of the page whose content is mixed', () => {
    const { request } = only(
      "Mixed Content: The page at 'https://app.example/login' was loaded over HTTPS, but requested an insecure resource 'http://api.example/users?a=1'. This request has been blocked; the content must be served over HTTPS.",
    );
    expect(request).toEqual(base);
  });

  test('is denied the local network where it was', () => {
    const { request } = blockedFor(
      'Permission was denied for this request to access the `local` address space.',
    );
    expect(request).toEqual({ ...base, localNetworkAccess: 'denied' });
  });

  test('has the mode that fetch() throws for', () => {
    const text = 'Fetch API cannot load https://api.example/users?a=1. Request mode is ';
    expect(only(`${text}"no-cors" but the redirect mode is not "follow".`).request).toEqual({
      path: '/users?a=1',
      mode: 'no-cors',
      redirect: 'error',
      initiator: 'fetch',
    });
    expect(
      only(`${text}"same-origin" but the URL's origin is not same as the request origin https://app.example.`)
        .request,
    ).toEqual({ ...base, mode: 'same-origin' });
  });
});

test('is plain JSON data', () => {
  const message = blockedFor('It does not have HTTP ok status.');
  expect(JSON.parse(JSON.stringify(message))).toEqual(message);
});
