import { describe, expect, test } from '@jest/globals';
import { bodyCounter, type PlainHead, readPlainHead } from '../../src/http/plain-answer.js';
import { headerListFromRaw, parseResponseHead } from '../../src/http/response-head.js';

type Row = [name: string, text: string, read: Pick<PlainHead, 'statusCode' | 'body' | 'keepsAlive'>];

const ok = 'HTTP/1.1 200 OK\r\n';

describe('readPlainHead', () => {
  test.each<Row>([
    ['no headers', `${ok}\r\n`, { statusCode: 200, body: 'close', keepsAlive: true }],
    ['no reason', 'HTTP/1.1 500\r\n\r\n', { statusCode: 500, body: 'close', keepsAlive: true }],
    [
      'a reason of latin-1 bytes',
      'HTTP/1.1 799 caf\xe9\r\n\r\n',
      { statusCode: 799, body: 'close', keepsAlive: true },
    ],
    ['a length', `${ok}content-LENGTH: \t12 \r\n\r\n`, { statusCode: 200, body: 12, keepsAlive: true }],
    [
      'chunks',
      `${ok}Transfer-Encoding:Chunked\r\n\r\n`,
      { statusCode: 200, body: 'last chunk', keepsAlive: true },
    ],
    [
      'a status without a body',
      'HTTP/1.1 204 No Content\r\nA: b\r\n\r\n',
      { statusCode: 204, body: 0, keepsAlive: true },
    ],
    [
      'a length that is not of its own body',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n',
      { statusCode: 304, body: 0, keepsAlive: true },
    ],
    ['kept', `${ok}Connection: Keep-Alive\r\n\r\n`, { statusCode: 200, body: 'close', keepsAlive: true }],
    ['closed', `${ok}connection:close\r\n\r\n`, { statusCode: 200, body: 'close', keepsAlive: false }],
  ])('%s', (_, text, read) => {
    expect(readPlainHead(`${text}the body`, 'GET')).toMatchObject({ ...read, length: text.length });
    expect(readPlainHead(text, 'HEAD')).toMatchObject({ ...read, body: 0 });
  });

  test('lines as they came, as the lenient reader reads them', () => {
    const text = `${ok}b: 1\r\nA:\t2 \r\na: caf\xe9\r\nX-Empty:\r\n__proto__: kept\r\n\r\n`;
    const headerList = headerListFromRaw(readPlainHead(text, 'GET')?.rawHeaders ?? []);
    expect(headerList).toEqual([
      ['b', '1'],
      ['A', '2'],
      ['a', 'caf\xe9'],
      ['X-Empty', ''],
      ['__proto__', 'kept'],
    ]);
    expect(parseResponseHead(Buffer.from(text, 'latin1'))).toEqual({ status: 200, headerList });
  });

  test.each<[name: string, text: string]>([
    ['nothing', ''],
    ['not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['not whole, between two lines', `${ok}A: b\r\n`],
    ['not whole, inside of a line', `${ok}A: b`],
    ['not whole, inside of the last line end', `${ok}A: b\r\n\r`],
    ['another version', 'HTTP/1.0 200 OK\r\n\r\n'],
    ['a version in lower case', 'http/1.1 200 OK\r\n\r\n'],
    ['something before it', `\r\n${ok}\r\n`],
    ['two blanks before the status', 'HTTP/1.1  200 OK\r\n\r\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['an informational head', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['switching protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['a control byte in the reason', 'HTTP/1.1 200 O\x01K\r\n\r\n'],
    ['line feeds only', 'HTTP/1.1 200 OK\nA: b\n\n'],
    ['a line feed in a value', `${ok}A: b\nC: d\r\n\r\n`],
    ['a carriage return in a value', `${ok}A: b\rC: d\r\n\r\n`],
    ['folding', `${ok}A: b\r\n c\r\n\r\n`],
    ['a control byte', `${ok}A: \x01b\r\n\r\n`],
    ['NUL', `${ok}A: \0b\r\n\r\n`],
    ['DEL', `${ok}A: \x7fb\r\n\r\n`],
    ['a line without a colon', `${ok}nothing\r\n\r\n`],
    ['a line without a name', `${ok}: nobody\r\n\r\n`],
    ['a blank before the colon', `${ok}A : b\r\n\r\n`],
    ['a name that is no token', `${ok}caf\xe9: b\r\n\r\n`],
    ['two equal lengths', `${ok}Content-Length: 5\r\nContent-Length: 5\r\n\r\n`],
    ['a list of lengths', `${ok}Content-Length: 5, 5\r\n\r\n`],
    ['an empty length', `${ok}Content-Length:\r\n\r\n`],
    ['a length with a sign', `${ok}Content-Length: +5\r\n\r\n`],
    ['a length beyond all numbers', `${ok}Content-Length: 99999999999999999999\r\n\r\n`],
    ['a length beside chunks', `${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`],
    ['chunks beside a length', `${ok}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n`],
    ['chunks, twice', `${ok}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`],
    ['another coding', `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n`],
    ['an upgrade', `${ok}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
  ])('left to others: %s', (_, text) => {
    expect(readPlainHead(text, 'GET')).toBeUndefined();
  });

  test('a long line of blanks takes no long time', () => {
    const start = performance.now();
    expect(readPlainHead(`${ok}A:${' '.repeat(60_000)}\n`, 'GET')).toBeUndefined();
    expect(readPlainHead(`${ok}${'a'.repeat(60_000)}\r\n`, 'GET')).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('bodyCounter', () => {
  test('a length', () => {
    const count = bodyCounter(5);
    expect([count('ab'), count(''), count('cde'), count('f')]).toEqual([3, 3, 0, -1]);
  });

  test('until the connection closes', () => {
    expect(bodyCounter('close')('ab')).toBe(Infinity);
  });

  test.each<[name: string, text: string]>([
    ['no chunk', '0\r\n\r\n'],
    ['one', '5\r\nhello\r\n0\r\n\r\n'],
    ['two, the second with an extension', '5\r\nhello\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n'],
    ['one that holds an end', '7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n'],
    ['trailers', '1\r\nx\r\n0\r\nAccess-Control-Allow-Origin: *\r\nA: b\r\n\r\n'],
    ['zeros', '001\r\nx\r\n000\r\n\r\n'],
  ])('chunks: %s, in two pieces cut anywhere', (_, text) => {
    for (let cut = 1; cut < text.length; cut += 1) {
      const count = bodyCounter('last chunk');
      expect(count(text.slice(0, cut))).toBeGreaterThan(0);
      expect(count(text.slice(cut))).toBe(0);
    }
    expect(bodyCounter('last chunk')(`${text}HTTP`)).toBe(-4);
  });

  test.each(['zz\r\n', '5\r\nhello!\r\n0\r\n\r\n', '\r\n0\r\n\r\n', '-1\r\n\r\n0\r\n\r\n', '1ffffffff\r\n'])(
    'no chunks: %j is never over',
    (text) => {
      expect(bodyCounter('last chunk')(text)).toBeGreaterThan(0);
    },
  );
});
