import { describe, expect, test } from '@jest/globals';
import { headerListFromRaw, parseResponseHead } from '../../src/transport/response-head.js';

test('headerListFromRaw keeps order, case and duplicates, and strips blanks around values', () => {
  expect(headerListFromRaw(['B', '1', 'a', '\t2 ', 'b', ''])).toEqual([
    ['B', '1'],
    ['a', '2'],
    ['b', ''],
  ]);
});

describe('parseResponseHead', () => {
  const heads: [title: string, text: string, expected: ReturnType<typeof parseResponseHead>][] = [
    ['a whole head', 'HTTP/1.1 200 OK\r\na: 1\r\n\r\nbody', { status: 200, headerList: [['a', '1']] }],
    ['line feeds only', 'HTTP/1.1 404\na: 1\n\n', { status: 404, headerList: [['a', '1']] }],
    ['no header lines', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, headerList: [] }],
    [
      'duplicates',
      'HTTP/1.1 200\r\na: 1\r\nA: 2\r\n\r\n',
      {
        status: 200,
        headerList: [
          ['a', '1'],
          ['A', '2'],
        ],
      },
    ],
    ['colons in a value', 'HTTP/1.1 200\r\na: b:c\r\n\r\n', { status: 200, headerList: [['a', 'b:c']] }],
    ['no name', 'HTTP/1.1 200\r\n: 1\r\n\r\n', { status: 200, headerList: [] }],
    [
      'a folded value',
      'HTTP/1.1 200\r\na: 1\r\n\t2\r\n 3\r\n\r\n',
      { status: 200, headerList: [['a', '1 2 3']] },
    ],
    ['a fold first', 'HTTP/1.1 200\r\n a: 1\r\nb: 2\r\n\r\n', { status: 200, headerList: [['b', '2']] }],
    [
      'informational heads first',
      'HTTP/1.1 100\r\n\r\nHTTP/1.1 103\r\na: 1\r\n\r\nHTTP/1.1 200\r\n\r\n',
      { status: 200, headerList: [] },
    ],
    ['only an informational head', 'HTTP/1.1 100\r\n\r\n', null],
    ['half a head', 'HTTP/1.1 200 OK\r\na: 1\r\n', null],
    ['NUL', 'HTTP/1.1 200 OK\r\na: \0\r\n\r\n', null],
    ['another protocol', '220 ESMTP ready\r\n\r\n', null],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', null],
    ['a status below 100', 'HTTP/1.1 042 OK\r\n\r\n', null],
    ['nothing', '', null],
  ];

  test.each(heads)('%s', (_title, text, expected) => {
    expect(parseResponseHead(Buffer.from(text, 'latin1'))).toEqual(expected);
  });
});
