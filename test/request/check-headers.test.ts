import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/errors/usage-error.js';
import { checkHeaders } from '../../src/request/check-headers.js';
import { thrownBy } from '../support/thrown-by.js';

describe('what fetch() takes', () => {
  test.each([
    [
      'an object',
      { 'Content-Type': 'text/plain', 'x-b': '2' },
      [
        ['Content-Type', 'text/plain'],
        ['x-b', '2'],
      ],
    ],
    [
      'pairs, of which names may repeat',
      [
        ['x-a', '1'],
        ['x-a', '2'],
      ],
      [
        ['x-a', '1'],
        ['x-a', '2'],
      ],
    ],
    [
      'a Headers object',
      new Headers({ 'X-B': '2', 'X-A': '1' }),
      [
        ['x-a', '1'],
        ['x-b', '2'],
      ],
    ],
    ['a Map', new Map([['x-a', '1']]), [['x-a', '1']]],
    ['nothing', {}, []],
    ['an empty value', { 'x-a': '' }, [['x-a', '']]],
    ['blanks around a value, which are removed', { 'x-a': ' \t1\r\n' }, [['x-a', '1']]],
    ['bytes beyond ASCII', { 'x-a': 'caf\u00e9' }, [['x-a', 'caf\u00e9']]],
    ['a control character', { 'x-a': 'a\u0001b' }, [['x-a', 'a\u0001b']]],
    ['every token as a name', { "!#$%&'*+-.^_`|~9Az": '1' }, [["!#$%&'*+-.^_`|~9Az", '1']]],
    ['User-Agent', { 'User-Agent': 'mine' }, [['User-Agent', 'mine']]],
    [
      'an override that names no forbidden method',
      { 'X-HTTP-Method-Override': 'PATCH' },
      [['X-HTTP-Method-Override', 'PATCH']],
    ],
  ] as [string, Parameters<typeof checkHeaders>[0], [string, string][]][])('%s', (_, input, list) => {
    expect(checkHeaders(input)).toEqual(list);
  });
});

const dropped = (name: string): string => `header "${name}" cannot be set by a page: browsers drop it.`;

describe('what it does not take', () => {
  test.each([
    [
      'a string',
      'x-a: 1',
      'invalid-header',
      'headers must be an object, an array of [name, value] pairs, or a Headers object.',
    ],
    [
      'null',
      null,
      'invalid-header',
      'headers must be an object, an array of [name, value] pairs, or a Headers object.',
    ],
    ['a list of names', ['x-a'], 'invalid-header', 'headers must be [name, value] pairs, not a string.'],
    [
      'a triple',
      [['x-a', '1', '2']],
      'invalid-header',
      'headers must be [name, value] pairs, not a list of 3.',
    ],
    ['a name with a blank', { 'x a': '1' }, 'invalid-header', '"x a" is not a header name: fetch() throws.'],
    ['no name', { '': '1' }, 'invalid-header', '"" is not a header name: fetch() throws.'],
    ['a name that is not a string', [[1, '1']], 'invalid-header', '1 is not a header name: fetch() throws.'],
    [
      'a number as a value',
      { 'x-a': 1 },
      'invalid-header',
      'header "x-a" must have a string as its value, not number.',
    ],
    [
      'null as a value',
      { 'x-a': null },
      'invalid-header',
      'header "x-a" must have a string as its value, not null.',
    ],
    [
      'undefined as a value',
      { 'x-a': undefined },
      'invalid-header',
      'header "x-a" must have a string as its value, not undefined.',
    ],
    [
      'several values',
      { 'x-a': ['1', '2'] },
      'invalid-header',
      'header "x-a" must have a string as its value, not object.',
    ],
    [
      'a line break',
      { 'x-a': '1\r\nx-b: 2' },
      'invalid-header',
      'header "x-a" contains a line break, NUL or a character beyond Latin-1: fetch() throws.',
    ],
    [
      'NUL',
      { 'x-a': '\0' },
      'invalid-header',
      'header "x-a" contains a line break, NUL or a character beyond Latin-1: fetch() throws.',
    ],
    [
      'a character that is no byte',
      { 'x-a': '\u6771' },
      'invalid-header',
      'header "x-a" contains a line break, NUL or a character beyond Latin-1: fetch() throws.',
    ],
    ['Cookie', { Cookie: 'a=1' }, 'forbidden-header', `${dropped('Cookie')} Use \`cookies\`.`],
    ['Origin', { origin: 'https://app.example' }, 'forbidden-header', `${dropped('origin')} Use \`origin\`.`],
    [
      'Access-Control-Request-Method',
      { 'Access-Control-Request-Method': 'PUT' },
      'forbidden-header',
      `${dropped('Access-Control-Request-Method')} Use \`method\`: the preflight is derived from it.`,
    ],
    [
      'Access-Control-Request-Headers',
      { 'access-control-request-headers': 'x' },
      'forbidden-header',
      `${dropped('access-control-request-headers')} Use \`headers\`: the preflight is derived from them.`,
    ],
    ['Host', { Host: 'api.example' }, 'forbidden-header', `${dropped('Host')} Use \`servedAt\`.`],
    ['Referer', { Referer: 'x' }, 'forbidden-header', `${dropped('Referer')} The browser sets it.`],
    [
      'Sec-Fetch-Site',
      { 'Sec-Fetch-Site': 'same-site' },
      'forbidden-header',
      `${dropped('Sec-Fetch-Site')} The browser sets it.`,
    ],
    [
      'Proxy-Authorization',
      { 'proxy-authorization': 'x' },
      'forbidden-header',
      `${dropped('proxy-authorization')} The browser sets it.`,
    ],
    [
      'an override that names TRACE',
      { 'X-HTTP-Method-Override': 'get, trace' },
      'forbidden-header',
      `${dropped('X-HTTP-Method-Override')} It names a method that no page may use.`,
    ],
  ])('%s', async (_, input, code, message) => {
    const error = await thrownBy(() => checkHeaders(input as never));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code, message });
  });
});
