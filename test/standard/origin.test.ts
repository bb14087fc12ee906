import { describe, expect, test } from '@jest/globals';
import { isSameOrigin, originOf } from '../../src/standard/origin.js';

describe('https://html.spec.whatwg.org/#concept-origin', () => {
  test.each([
    ['https://app.example/a?b#c', 'https://app.example'],
    ['https://app.example:443/', 'https://app.example'],
    ['http://app.example:443/', 'http://app.example:443'],
    ['http://user:pass@app.example:8080/', 'http://app.example:8080'],
    ['http://APP.example', 'http://app.example'],
    ['http://[0:0:0:0:0:0:0:1]:3000/', 'http://[::1]:3000'],
    ['http://\u00e9l\u00e8ve.example/', 'http://xn--lve-6lad.example'],
  ])('the origin of %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});

describe('https://html.spec.whatwg.org/#same-origin', () => {
  test.each([
    ['equal tuples', 'https://app.example', 'https://app.example', true],
    ['another scheme', 'https://app.example', 'http://app.example', false],
    ['another port', 'http://app.example:3000', 'http://app.example:3001', false],
    ['another host', 'https://app.example', 'https://api.example', false],
    ['a sub-domain', 'https://app.example', 'https://www.app.example', false],
    ['a host that ends alike', 'https://example.com', 'https://evilexample.com', false],
    ['localhost and 127.0.0.1', 'http://localhost:3000', 'http://127.0.0.1:3000', false],
    ['two opaque origins', 'null', 'null', false],
    ['an opaque one and a tuple', 'null', 'https://app.example', false],
  ])('%s', (_title, a, b, same) => {
    expect([isSameOrigin(a, b), isSameOrigin(b, a)]).toEqual([same, same]);
  });
});
