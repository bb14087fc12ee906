import { expect, test } from '@jest/globals';
import type { HeaderList } from '../../src/standard/header-list.js';
import { merged } from '../../src/standard/merged-request-headers.js';
import { type RequestInput, requestRecord } from './scripted-fetch.js';

const lines = (name: string, ...values: string[]): HeaderList => values.map((value) => [name, value]);
const body = new Uint8Array([1]);

test.each<[string, HeaderList, RequestInput, string]>([
  ['one line', lines('X-A', 'a'), {}, 'X-A: a'],
  ['two', [...lines('X-A', 'a'), ...lines('x-a', 'b')], {}, 'X-A: a, b'],
  ['an empty line makes void what is in front', lines('x-a', 'a', '', 'b'), {}, 'x-a: b'],
  ['an empty line at the end', lines('x-a', 'a', ''), {}, 'x-a: '],
  ['the last of a singleton', lines('Authorization', 'a', 'b'), {}, 'Authorization: b'],
  ['the last Content-Type without a body', lines('content-type', 'a/a', 'b/b'), {}, 'content-type: b/b'],
  ['the first with one', lines('content-type', 'a/a', 'b/b'), { body }, 'content-type: a/a'],
  [
    'the last with one after a redirect',
    lines('content-type', 'a/a', 'b/b'),
    { body, redirectCount: 1 },
    'content-type: b/b',
  ],
])('%s', (_title, headerList, request, sent) => {
  const list = merged(requestRecord({ headerList, ...request }), {
    singletons: ['authorization', 'content-type'],
  });
  expect(list.map((header) => header.join(': '))).toEqual([sent]);
});
