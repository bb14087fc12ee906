import { describe, expect, test } from '@jest/globals';
import { headerListFromRaw, parseResponseHead, type ResponseHead } from '../../src/http/response-head.js';

const head = (status: number, ...headerList: [string, string][]): ResponseHead => ({ status, headerList });

describe('parseResponseHead', () => {
  test.each<[name: string, text: string, outcome: ResponseHead | null]>([
    ['no headers', 'HTTP/1.1 200 OK\r\n\r\n', head(200)],
    ['no reason', 'HTTP/1.1 204\r\n\r\n', head(204)],
    ['a reason of latin-1 bytes', 'HTTP/1.1 404 caf\xe9\r\n\r\n', head(404)],
    ['another version', 'HTTP/1.2 200 OK\r\n\r\n', head(200)],
    ['a version in lower case', 'http/1.0 200 OK\r\n\r\n', head(200)],
    ['two blanks before the status', 'HTTP/1.1  200 OK\r\n\r\n', head(200)],
    ['line feeds only', 'HTTP/1.1 200 OK\nA: b\n\n', head(200, ['A', 'b'])],
    ['both line ends', 'HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\n', head(200, ['A', 'b'], ['C', 'd'])],
    ['a body behind', 'HTTP/1.1 200 OK\r\nA: b\r\n\r\nC: d\r\n\r\n', head(200, ['A', 'b'])],
    ['values are stripped', 'HTTP/1.1 200 OK\r\nA: \t b c \t\r\n\r\n', head(200, ['A', 'b c'])],
    ['no blank after the colon', 'HTTP/1.1 200 OK\r\nA:b:c\r\n\r\n', head(200, ['A', 'b:c'])],
    ['an empty value', 'HTTP/1.1 200 OK\r\nA:\r\n\r\n', head(200, ['A', ''])],
    ['a line without a colon', 'HTTP/1.1 200 OK\r\nnothing\r\nA: b\r\n\r\n', head(200, ['A', 'b'])],
    ['a line without a name', 'HTTP/1.1 200 OK\r\n: nobody\r\nA: b\r\n\r\n', head(200, ['A', 'b'])],
    ['a blank before the colon', 'HTTP/1.1 200 OK\r\nA : b\r\n\r\n', head(200, ['A ', 'b'])],
    ['control bytes', 'HTTP/1.1 200 OK\r\nA: \x01b\x7f\r\n\r\n', head(200, ['A', '\x01b\x7f'])],
    ['latin-1 bytes', 'HTTP/1.1 200 OK\r\nA: \xe9\xff\r\n\r\n', head(200, ['A', '\xe9\xff'])],
    ['duplicates', 'HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\n\r\n', head(200, ['A', '1'], ['a', '2'])],
    ['folded by a blank', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n', head(200, ['A', 'b c'])],
    ['folded by a tab, twice', 'HTTP/1.1 200 OK\r\nA: b\r\n\tc\r\n d\r\n\r\n', head(200, ['A', 'b c d'])],
    [
      'folded by an empty line',
      'HTTP/1.1 200 OK\r\nA: b\r\n \r\nC: d\r\n\r\n',
      head(200, ['A', 'b'], ['C', 'd']),
    ],
    [
      'a first line that begins with a blank',
      'HTTP/1.1 200 OK\r\n A: b\r\nC: d\r\n\r\n',
      head(200, ['C', 'd']),
    ],
    [
      'informational heads before it',
      'HTTP/1.1 103\r\nA: b\r\n\r\nHTTP/1.1 100\r\n\r\nHTTP/1.1 200\r\n\r\n',
      head(200),
    ],
    [
      'two equal lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 0\r\ncontent-length: 0\r\n\r\n',
      head(200, ['Content-Length', '0'], ['content-length', '0']),
    ],
    [
      'a length beside chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: Chunked\r\nContent-Length: 2\r\n\r\n',
      head(200, ['Content-Length', '1'], ['Transfer-Encoding', 'Chunked'], ['Content-Length', '2']),
    ],
    ['two different lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 1\r\n\r\n', null],
    ['switching protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', null],
    ['an informational head alone', 'HTTP/1.1 103 Early Hints\r\n\r\n', null],
    ['NUL in a value', 'HTTP/1.1 200 OK\r\nA: \0\r\n\r\n', null],
    ['NUL in the status line', 'HTTP/1.1 200 O\0K\r\n\r\n', null],
    ['NUL in the body', 'HTTP/1.1 200 OK\r\n\r\n\0', head(200)],
    ['not whole', 'HTTP/1.1 200 OK\r\nA: b\r\n', null],
    ['nothing', '', null],
    ['not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', null],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', null],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', null],
    ['a status that begins with 0', 'HTTP/1.1 099 OK\r\n\r\n', null],
  ])('%s', (_, text, outcome) => {
    expect(parseResponseHead(Buffer.from(text, 'latin1'))).toEqual(outcome);
  });
});

describe('headerListFromRaw', () => {
  test.each<[name: string, raw: string[], outcome: [string, string][]]>([
    ['nothing', [], []],
    [
      'order, case and duplicates stay',
      ['B', '1', 'a', '2', 'A', '3'],
      [
        ['B', '1'],
        ['a', '2'],
        ['A', '3'],
      ],
    ],
    ['values are stripped of tabs and blanks only', ['A', '\t b\xa0 '], [['A', 'b\xa0']]],
  ])('%s', (_, raw, outcome) => {
    expect(headerListFromRaw(raw)).toEqual(outcome);
  });
});
