import { expect, test } from '@jest/globals';
import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard, type Implementation } from '../../src/standard/implementation.js';
import { type Answer, page, type RequestInput, requestRecord, scriptedFetch } from './scripted-fetch.js';

const json: HeaderList = [['content-type', 'application/json']];
const authorized: HeaderList = [['authorization', 'x']];
const all: HeaderList = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Methods', '*'],
  ['Access-Control-Allow-Headers', '*, authorization'],
];
const ok: Answer = { headers: all };
const to = (status: number, url: string): Answer => ({ status, headers: [...all, ['Location', url]] });

/** The exchanges in a few words: method, host, what a preflight asks for, and which of the headers are sent. */
function sent(request: RequestInput, answers: Answer[], implementation: Implementation): string[] {
  const { exchanges } = scriptedFetch(requestRecord(request), answers, implementation);
  return exchanges.map(({ method, url, headerList }) => {
    const names = headerList.flatMap(([name, value]) => {
      if (name === 'Access-Control-Request-Headers') return [`(${value})`];
      return ['authorization', 'content-type'].includes(name) ? [name] : [];
    });
    return [method, new URL(url).host.split('.')[0], ...names].join(' ');
  });
}

test.each<[string, RequestInput, Answer[], string[]]>([
  [
    'Authorization is gone after leaving the origin, and back with the next hop',
    { headerList: authorized },
    [ok, to(307, 'https://cdn.example/'), ok, to(307, '/x'), ok, ok],
    [
      'OPTIONS api (authorization)',
      'GET api authorization',
      'OPTIONS cdn',
      'GET cdn',
      'OPTIONS cdn (authorization)',
      'GET cdn authorization',
    ],
  ],
  [
    'Content-Type is gone after a 303, and back after a 307',
    { method: 'PUT', headerList: json },
    [ok, to(303, '/a'), ok, to(307, '/b'), ok, ok],
    [
      'OPTIONS api (content-type)',
      'PUT api content-type',
      'OPTIONS api',
      'GET api',
      'OPTIONS api (content-type)',
      'GET api content-type',
    ],
  ],
  [
    'a second 303 asks for Content-Type and does not send it',
    { method: 'PUT', headerList: json },
    [ok, to(303, '/a'), ok, to(303, '/b'), ok, ok],
    [
      'OPTIONS api (content-type)',
      'PUT api content-type',
      'OPTIONS api',
      'GET api',
      'OPTIONS api (content-type)',
      'GET api',
    ],
  ],
  [
    'a method that needed a preflight still does as GET',
    { method: 'PUT' },
    [ok, to(303, '/a'), ok, ok],
    ['OPTIONS api', 'PUT api', 'OPTIONS api', 'GET api'],
  ],
  [
    'not so where none was made, at home',
    { url: page, method: 'PUT' },
    [to(303, 'https://api.example/'), ok],
    ['PUT app', 'GET api'],
  ],
  [
    'but unsafe headers ask for one, removed or not',
    { url: page, headerList: authorized },
    [to(307, 'https://api.example/'), ok, ok],
    ['GET app authorization', 'OPTIONS api', 'GET api'],
  ],
])('restored headers: %s', (_title, request, answers, exchanges) => {
  const implementation: Implementation = {
    ...fetchStandard,
    preflightAfterRedirect: 'as-before',
    restoresRemovedHeaders: true,
  };
  expect(sent(request, answers, implementation)).toEqual(exchanges);
});

test('removed headers may still be asked for', () => {
  const implementation: Implementation = {
    ...fetchStandard,
    preflightAfterRedirect: 'as-before-with-removed-headers',
  };
  const answers = [ok, to(307, 'https://cdn.example/'), ok, ok];
  expect(sent({ headerList: authorized }, answers, implementation)).toEqual([
    'OPTIONS api (authorization)',
    'GET api authorization',
    'OPTIONS cdn (authorization)',
    'GET cdn',
  ]);
});

test('a preflight made as before does not count as the flag: an unlisted method stays refused', () => {
  const origin: HeaderList = [['Access-Control-Allow-Origin', '*']];
  const implementation: Implementation = { ...fetchStandard, preflightAfterRedirect: 'as-before' };
  const { result } = scriptedFetch(
    requestRecord({ method: 'PUT' }),
    [ok, to(307, '/x'), { headers: origin }],
    implementation,
  );
  expect('refusal' in result && result.refusal.code).toBe('MethodDisallowedByPreflightResponse');
});
