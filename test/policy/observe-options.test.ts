import { expect, test } from '@jest/globals';
import express from 'express';
import { observeCorsPolicy } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';

const origins = ['https://app.example'];
const routes = ['/users'];

test.each<[unknown, string]>([
  [
    undefined,
    '`origins` and `routes` are required: { origins: ["https://app.example"], routes: ["/users"] }.',
  ],
  [{ routes }, 'origins undefined must be a list: write ["https://app.example"].'],
  [{ origins }, 'routes undefined must be a list: write ["/users"].'],
  [{ origins: [], routes }, '`origins` must not be empty: write ["https://app.example"].'],
  [{ origins, routes: [] }, '`routes` must not be empty: write ["/users"].'],
  [{ origins, routes, orgins: [] }, '"orgins" is unknown in an observation. Did you mean "origins"?'],
  [
    { origins, routes: [{ path: '/a', method: 'GET' }] },
    '"method" is unknown in a route. Did you mean "methods"?',
  ],
  [{ origins, routes: [1] }, 'routes must hold paths such as "/users", not 1.'],
  [
    { origins: ['https://app.example/'], routes },
    'origin "https://app.example/" is not how a browser serializes it: an origin has no slash at the end. Write "https://app.example".',
  ],
  [
    { origins, routes: ['users'] },
    'path "users" must start with one slash: write it from the root of the app, for example "/users".',
  ],
  [
    { origins, routes: ['/users/*'] },
    'path "/users/*" is a pattern ("*"): write the path of one request, with parameters such as "/users/:id".',
  ],
  [
    { origins, routes: ['/users/:id'] },
    'path "/users/:id" has a parameter without a value: write params: { id: "1" }.',
  ],
  [{ origins, routes: ['/a', '/a'] }, 'routes lists "/a" twice: remove one.'],
  [{ origins, routes, methods: ['put'] }, 'method "put": methods are case-sensitive, write "PUT".'],
  [
    { origins, routes, methods: ['TRACE'] },
    'method "TRACE" is forbidden: fetch() throws, so no page can send it.',
  ],
  [{ origins, routes, methods: ['P UT'] }, 'method "P UT" is not a method: fetch() throws.'],
  [
    { origins, routes, requestHeaders: ['Accept'] },
    'header "Accept" is CORS-safelisted: browsers send it without a preflight. Leave it out.',
  ],
  [
    { origins, routes, requestHeaders: ['Cookie'] },
    'header "Cookie" cannot be set by a page: the browser sets it. Leave it out: cookies go with credentials.',
  ],
  [{ origins, routes, timeout: 0 }, 'timeout 0 must be a positive number of milliseconds.'],
  [{ origins, routes, allowRemote: 'yes' }, 'allowRemote "yes" must be true or false.'],
])('%j', async (options, message) => {
  expect(await failureOf(observeCorsPolicy(express(), options as never))).toBe(`UsageError: ${message}`);
});
