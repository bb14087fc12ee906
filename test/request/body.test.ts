import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { UsageError } from '../../src/errors/usage-error.js';
import { extractBody } from '../../src/request/body.js';
import type { BodyInput } from '../../src/request/cross-origin-request.js';
import { thrownBy } from '../support/thrown-by.js';

const bytes = Uint8Array.of(0, 127, 255);

describe('bytes and the type they imply', () => {
  test.each([
    ['a string', 'caf\u00e9', 'text/plain;charset=UTF-8', 'caf\u00c3\u00a9'],
    ['an empty string', '', 'text/plain;charset=UTF-8', ''],
    [
      'URLSearchParams',
      new URLSearchParams({ a: '1 2' }),
      'application/x-www-form-urlencoded;charset=UTF-8',
      'a=1+2',
    ],
    ['bytes', bytes, null, '\0\u007f\u00ff'],
    ['a Buffer', Buffer.from(bytes), null, '\0\u007f\u00ff'],
    ['a part of a buffer', bytes.subarray(1, 2), null, '\u007f'],
    ['an ArrayBuffer', bytes.buffer, null, '\0\u007f\u00ff'],
    ['a Blob with a type', new Blob(['{}'], { type: 'application/json' }), 'application/json', '{}'],
    ['a Blob without a type', new Blob(['{}']), null, '{}'],
  ] as [string, BodyInput, string | null, string][])('%s', async (_, body, type, latin1) => {
    const extracted = await extractBody(body);
    expect([extracted.type, Buffer.from(extracted.bytes).toString('latin1')]).toEqual([type, latin1]);
  });

  test('FormData is multipart, with the boundary it is written with', async () => {
    const form = new FormData();
    form.append('name', 'Ada');
    const { bytes: written, type } = await extractBody(form);
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type ?? '')?.[1] ?? 'no boundary';
    expect(Buffer.from(written).toString().startsWith(`--${boundary}\r\n`)).toBe(true);
  });
});

const kinds = 'pass a string, bytes, FormData, Blob or URLSearchParams.';

describe('misuse', () => {
  test.each([
    [
      'a plain object',
      { a: 1 },
      'body is a plain object, which fetch() would send as "[object Object]". Write json: {…}.',
    ],
    [
      'an object without a prototype',
      Object.create(null),
      'body is a plain object, which fetch() would send as "[object Object]". Write json: {…}.',
    ],
    ['an array', [1], 'body is an array, which fetch() would join with commas. Write json: […].'],
    ['a stream of the web', new ReadableStream(), `body is a stream; ${kinds}`],
    ['a stream of Node', Readable.from('x'), `body is a stream; ${kinds}`],
    ['a number', 5, `body is a number; ${kinds}`],
    ['a truth value', false, `body is a boolean; ${kinds}`],
    ['a function', () => 'x', `body is a function; ${kinds}`],
    ['a symbol', Symbol('x'), `body is a symbol; ${kinds}`],
  ])('%s', async (_, body: unknown, message) => {
    const error = await thrownBy(() => extractBody(body as never));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code: 'invalid-value', message });
  });
});
