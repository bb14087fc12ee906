import { describe, expect, test } from '@jest/globals';
import {
  isSecretHeader,
  redactCookie,
  redacted,
  redactHeaderValue,
  redactUrl,
} from '../../src/text/redact.js';

describe('headers', () => {
  test.each(['authorization', 'Cookie', 'SET-COOKIE', 'Proxy-Authorization', 'x-api-key', 'X-Api-Key'])(
    '%s is a secret',
    (name) => {
      expect(isSecretHeader(name)).toBe(true);
      expect(redactHeaderValue(name, 'hunter2')).toBe(redacted);
    },
  );

  test.each(['origin', 'content-type', 'access-control-request-headers', 'cookie-policy', 'toString'])(
    '%s is none',
    (name) => {
      expect(isSecretHeader(name)).toBe(false);
      expect(redactHeaderValue(name, 'plain')).toBe('plain');
    },
  );
});

describe('URLs', () => {
  const rows: [title: string, url: string, shown: string][] = [
    ['a path', '/users/1', '/users/1'],
    ['names of a query stay', '/users?token=abc&page=2', '/users?token=<redacted>&page=<redacted>'],
    ['a value with = and ?', '/to?next=https://x/?a=b', '/to?next=<redacted>'],
    ['an empty value', '/users?token=', '/users?token=<redacted>'],
    ['a name without a value', '/users?verbose', '/users?verbose'],
    ['user info', 'https://ada:hunter2@app.example/x', 'https://<redacted>@app.example/x'],
    ['user info with an @', 'https://ada:hun@ter2@app.example/x', 'https://<redacted>@app.example/x'],
    ['user info without a scheme', '//ada:hunter2@app.example/x', '//<redacted>@app.example/x'],
    ['a scheme with digits', 'h2+x://ada@app.example', 'h2+x://<redacted>@app.example'],
    ['an @ in the path is none', 'https://app.example/@ada', 'https://app.example/@ada'],
    ['an @ in the query is none', 'https://app.example?to=a@b', 'https://app.example?to=<redacted>'],
    ['a fragment', '/docs#section-2', '/docs#section-2'],
    [
      'a token in the fragment',
      'https://app.example/#access_token=abc&state=x',
      'https://app.example/#access_token=<redacted>&state=<redacted>',
    ],
    ['a question mark in the fragment', '/#/users?token=abc', '/#/users?token=<redacted>'],
  ];

  test.each(rows)('%s', (_, url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  test('what is redacted stays as it is', () => {
    for (const [, , shown] of rows) expect(redactUrl(shown)).toBe(shown);
  });
});

describe('cookies', () => {
  test.each([
    ['sid=1', 'sid=<redacted>'],
    ['sid=a=b; Path=/; Domain=api.example', 'sid=<redacted>; Path=/; Domain=api.example'],
    ['sid=; HttpOnly', 'sid=<redacted>; HttpOnly'],
    ['nameless; Path=/', 'nameless; Path=/'],
  ])('%s', (line, expected) => {
    expect(redactCookie(line)).toBe(expected);
  });
});
