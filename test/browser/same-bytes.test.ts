import { expect, test } from '@jest/globals';
import { nthOfSame, timesSent } from '../../src/browser/same-bytes.js';
import type { HttpRequest } from '../../src/standard/http-network-or-cache-fetch.js';

const request: HttpRequest = {
  kind: 'request',
  method: 'POST',
  url: 'https://api.example/users',
  headerList: [['Origin', 'https://app.example']],
  body: Buffer.from('{}'),
  includeCredentials: false,
};

test.each<[string, Partial<HttpRequest>, number]>([
  ['the same bytes in another object', { headerList: [...request.headerList], body: Buffer.from('{}') }, 1],
  ['what does not go over the wire', { includeCredentials: true }, 1],
  ['another kind', { kind: 'preflight' }, 0],
  ['another method', { method: 'post' }, 0],
  ['another URL', { url: 'https://api.example/user' }, 0],
  ['another header name', { headerList: [['origin', 'https://app.example']] }, 0],
  ['another header value', { headerList: [['Origin', 'null']] }, 0],
  ['one header more', { headerList: [...request.headerList, ['Accept', '*/*']] }, 0],
  ['no header', { headerList: [] }, 0],
  ['another body', { body: Buffer.from('[]') }, 0],
  ['no body', { body: null }, 0],
  ['an empty body', { body: Buffer.alloc(0) }, 0],
])('%s', (_, change, times) => {
  expect(timesSent(request, [{ ...request, ...change }])).toBe(times);
  expect(timesSent({ ...request, ...change }, [request])).toBe(times);
});

test('an empty body is not no body', () => {
  const bodies = [null, new Uint8Array(0)].map((body) => ({ ...request, body }));
  expect(bodies.map((one) => timesSent(one, bodies))).toEqual([1, 1]);
});

test('of several that are the same, each has its place', () => {
  const other = { ...request, method: 'PUT' };
  const known = [request, other, request].map((one, place) => ({ request: one, place }));
  const places = [0, 1, 2].map((before) => nthOfSame(request, before, known)?.place);
  expect(places).toEqual([0, 2, undefined]);
});
