import { beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Connections } from '../../src/http/connections.js';
import { LeanWire } from '../../src/http/lean-wire.js';
import { type Behaviour, withServer } from '../hostile/servers.js';
import { ask, carrier, rejectionOf } from './ask.js';

beforeAll(() => {
  carrier.lean = true;
});

/** Writes each of the pieces for every request, a moment apart, and notes the requests as `connection: bytes`. */
function inPieces(pieces: readonly string[], requests: string[] = []): Behaviour {
  return (socket, connection) => {
    // As servers of HTTP do: without it, a piece waits until the one before is acknowledged.
    socket.setNoDelay().on('data', (bytes: Buffer) => {
      requests.push(`${String(connection)}: ${bytes.toString('latin1')}`);
      void writePieces(socket, pieces);
    });
  };
}

async function writePieces(socket: Socket, pieces: readonly string[]): Promise<void> {
  for (const [index, piece] of pieces.entries()) {
    for (let turns = index === 0 ? 0 : 5; turns > 0; turns -= 1) await turn();
    socket.write(piece, 'latin1');
  }
}

const request = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n';
const connectionOf = (requests: readonly string[]): string[] =>
  requests.map((text) => text.slice(0, text.indexOf(':')));

describe('an answer that is not plain is read by others, and its request sent once', () => {
  test.each<[name: string, pieces: string[], headerList: [string, string][]]>([
    [
      'a head in pieces',
      ['HTTP/1.1 200 OK\r\nA: ', 'b\r\nContent-Length: 2', '\r\n\r\n', 'hi'],
      [
        ['A', 'b'],
        ['Content-Length', '2'],
      ],
    ],
    ['a head byte by byte', [...'HTTP/1.1 204 N\r\nA: b\r\n\r\n'], [['A', 'b']]],
    [
      'what only browsers read, in pieces',
      ['HTTP/1.1 200 OK\r\nA: b', '\x01\r\nContent-Length: 0\r\n\r\n'],
      [
        ['A', 'b\x01'],
        ['Content-Length', '0'],
      ],
    ],
    [
      'an informational head first',
      ['HTTP/1.1 103 E\r\nA: b\r\n\r\n', 'HTTP/1.1 204 N\r\nC: d\r\n\r\n'],
      [['C', 'd']],
    ],
  ])('%s', async (_, pieces, headerList) => {
    const requests: string[] = [];
    await withServer(inPieces(pieces, requests), async ({ url }) => {
      expect((await ask(url)).headerList).toEqual(headerList);
      await pause(70);
      expect((await ask(url)).headerList).toEqual(headerList);
    });
    expect(requests).toEqual([`1: ${request}`, `2: ${request}`]);
  });
});

describe('a connection is used again', () => {
  test.each<[name: string, pieces: string[]]>([
    ['a body in pieces', ['HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n', 'one', 'two']],
    [
      'chunks in pieces, with a trailer',
      ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\non', 'e\r\n0\r\nA: ', 'b\r\n\r\n'],
    ],
    ['a length without its body', ['HTTP/1.1 304 Not Modified\r\nContent-Length: 6\r\n\r\n']],
  ])('after %s', async (_, pieces) => {
    const requests: string[] = [];
    await withServer(inPieces(pieces, requests), async ({ url }) => {
      for (let count = 0; count < 3; count += 1) {
        await ask(url);
        // In turns of the loop, not in time: a machine that stalls stalls both sides.
        for (let turns = 0; turns < 100; turns += 1) await turn();
      }
    });
    expect(connectionOf(requests)).toEqual(['1', '1', '1']);
  });
});

describe('a connection is dropped', () => {
  const second = 'HTTP/1.1 200 OK\r\nX-Second: answer\r\nContent-Length: 0\r\n\r\n';

  test.each<[name: string, pieces: string[]]>([
    ['after an answer that closes it', ['HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n']],
    ['with a second answer behind the first', [`HTTP/1.1 204 N\r\n\r\n${second}`]],
    ['with a second answer nobody has asked for', ['HTTP/1.1 204 N\r\n\r\n', second]],
    ['with a body that is longer than it says', ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nlonger']],
    [
      'with bytes behind the last chunk',
      ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 'x'],
    ],
    ['with a body that does not end in time', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx']],
    [
      'with a long body',
      ['HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n', 'x'.repeat(69_000), 'x'.repeat(1000)],
    ],
  ])('%s', async (_, pieces) => {
    const requests: string[] = [];
    await withServer(inPieces(pieces, requests), async ({ url }) => {
      for (let count = 0; count < 2; count += 1) {
        const { headerList } = await ask(url);
        expect(headerList).not.toContainEqual(['X-Second', 'answer']);
        await pause(100);
      }
    });
    expect(connectionOf(requests)).toEqual(['1', '2']);
  });

  test('that the server has closed while it was idle', async () => {
    const requests: string[] = [];
    const behaviour: Behaviour = (socket, connection) => {
      inPieces(['HTTP/1.1 204 N\r\n\r\n'], requests)(socket, connection);
      setTimeout(() => socket.end(), 20);
    };
    await withServer(behaviour, async ({ url }) => {
      await ask(url);
      await pause(60);
      await ask(url, { method: 'PUT' }); // not sent again, should it fail
    });
    expect(connectionOf(requests)).toEqual(['1', '2']);
  });

  test('that leads to where a server in hand has listened before', async () => {
    const server = createServer((_, response) => response.end());
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      expect(await ask(server)).toMatchObject({ status: 200 });
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
});

test('a request that is given up before its connection stands is never sent', async () => {
  const requests: string[] = [];
  await withServer(inPieces(['HTTP/1.1 204 N\r\n\r\n'], requests), async ({ port }) => {
    const wire = new LeanWire(
      { method: 'GET', target: '/', headers: [], body: null },
      { protocol: 'http:', host: '127.0.0.1', port },
      new Connections(),
      {
        onPort: () => undefined,
        onResponse: () => undefined,
        background: { retain: () => () => undefined, onDrop: () => undefined },
      },
    );
    const ended = new Promise((resolve) => {
      wire.end(resolve);
    });
    wire.destroy();
    expect(await ended).toMatchObject({ code: 'ECONNRESET' });
    await pause(30);
  });
  expect(requests).toEqual([]);
});

test('requests that wait for a connection get one when others fail', async () => {
  const behaviour: Behaviour = (socket) => {
    socket.once('data', () => setTimeout(() => socket.resetAndDestroy(), 10));
  };
  await withServer(behaviour, async (server) => {
    const asked = Array.from({ length: 40 }, () => rejectionOf(ask(server.url)));
    for (const { error } of await Promise.all(asked)) expect(error).toBe('ExchangeError connection-reset');
    expect(server.connections()).toBe(40);
  });
});
