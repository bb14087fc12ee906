import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import { locationUrl } from '../../src/standard/location-url.js';
import { location, responseRecord } from './scripted-fetch.js';

describe('https://fetch.spec.whatwg.org/#concept-response-location-url', () => {
  const from = (value: string, fragment = ''): string | null | undefined => {
    const base = 'https://api.example/a/b?c#d';
    return locationUrl(responseRecord(location(value), 302, base), fragment)?.href;
  };

  test('no Location is null', () => {
    expect(locationUrl(responseRecord([], 302), '')).toBeNull();
  });

  test.each([
    ['absolute', 'https://cdn.example/x', 'https://cdn.example/x'],
    ['relative to the response URL', 'x', 'https://api.example/a/x'],
    ['relative, upwards', '../x', 'https://api.example/x'],
    ['an absolute path', '/x', 'https://api.example/x'],
    ['scheme-relative', '//cdn.example/x', 'https://cdn.example/x'],
    ['a query', '?x', 'https://api.example/a/b?x'],
    ['a fragment alone', '#x', 'https://api.example/a/b?c#x'],
    ['nothing: the response URL itself', '', 'https://api.example/a/b?c'],
    ['another scheme', 'data:,x', 'data:,x'],
    ['spaces around and inside', ' /x y ', 'https://api.example/x%20y'],
    ['bytes are read as UTF-8', '/\u00c3\u00a9', 'https://api.example/%C3%A9'],
    ['bytes that are no UTF-8 stay what they are', '/\u00fe?\u00fe', 'https://api.example/%FE?%FE'],
    ['a byte order mark is kept', '/\u00ef\u00bb\u00bfx', 'https://api.example/%EF%BB%BFx'],
    ['a host in UTF-8', '//\u00c3\u00a9.example/', 'https://xn--9ca.example/'],
    ['user info', 'https://u:p@api.example/', 'https://u:p@api.example/'],
    ['an upper-case host and the default port', 'HTTPS://CDN.example:443', 'https://cdn.example/'],
  ])('%s', (_title, value, url) => {
    expect(from(value)).toBe(url);
  });

  test.each(['http://', 'https://exa mple/', 'http://[', 'http://a:99999/', '//'])(
    '%j is failure',
    (value) => {
      expect(locationUrl(responseRecord(location(value), 302), '')).toBeUndefined();
    },
  );

  test.each([
    ['different', '/x', '/y'],
    ['equal', '/x', '/x'],
    ['the second one empty', '/x', ''],
  ])('two Location lines are failure: %s', (_title, ...values) => {
    const response = responseRecord(values.flatMap(location), 302);
    expect(locationUrl(response, '')).toBeUndefined();
  });

  test.each<[string, string[], Record<string, string | null | undefined>]>([
    ['different', ['/x', '/y'], { webkit: 'https://api.example/x,%20/y' }],
    [
      'equal',
      ['/x', '/x'],
      {
        chromium: 'https://api.example/x',
        firefox: 'https://api.example/x',
        webkit: 'https://api.example/x,%20/x',
      },
    ],
    ['the second one empty', ['/x', ''], { webkit: 'https://api.example/x,' }],
    [
      'one and empty',
      [''],
      { chromium: null, firefox: 'https://api.example/users', 'fetch-standard': 'https://api.example/users' },
    ],
    ['none', [], { chromium: null, firefox: null, webkit: null, 'fetch-standard': null }],
  ])('lines as each implementation reads them: %s', (_title, values, expected) => {
    const response = responseRecord(values.flatMap(location), 302);
    for (const [browser, implementation] of Object.entries(implementations)) {
      const url = locationUrl(response, '', implementation);
      expect([browser, url === null || url === undefined ? url : url.href]).toEqual([
        browser,
        expected[browser],
      ]);
    }
  });

  test.each([
    ["without a fragment it inherits the request's", '/x', '#frag', 'https://api.example/x#frag'],
    ['with one it keeps its own', '/x#own', '#frag', 'https://api.example/x#own'],
    ['with an empty one it keeps that', '/x#', '#frag', 'https://api.example/x#'],
    ['neither has one', '/x', '', 'https://api.example/x'],
  ])('%s', (_title, value, fragment, url) => {
    expect(from(value, fragment)).toBe(url);
  });
});
