import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Behaviour } from '../servers.js';

/** What goes wrong on a connection from some point on. */
type Fault = (socket: Socket) => void;

const write =
  (text: string | Buffer): Fault =>
  (socket) => {
    if (typeof text === 'string') socket.write(text, 'latin1');
    else socket.write(text);
  };
const writeAndEnd =
  (text: string): Fault =>
  (socket) =>
    void socket.end(text, 'latin1');

/** Without an end, as fast as it is read. */
const flood =
  (text: string): Fault =>
  (socket) => {
    const piece = Buffer.from(text.repeat(Math.ceil(16_000 / text.length)), 'latin1');
    const more = (): void => {
      while (socket.writable && socket.write(piece));
    };
    socket.on('drain', more);
    more();
  };

const drip =
  (text: string): Fault =>
  (socket) => {
    const timer = setInterval(() => socket.write(text), 10).unref();
    socket.once('close', () => {
      clearInterval(timer);
    });
  };

const cors = 'Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: PUT\r\n';
const head = (lines: string, status = '200 OK'): string => `HTTP/1.1 ${status}\r\n${cors}${lines}\r\n`;
const gzip = 'Content-Encoding: gzip\r\n';
const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));

export const faults: Readonly<Record<string, Fault>> = {
  'nothing more': () => undefined,
  'the end': (socket) => void socket.end(),
  'a reset': (socket) => void socket.resetAndDestroy(),
  'bytes of no protocol': write('\x16\x03\xff\xfe\x80 what?\r\n\r\n'),
  'a NUL': write('\0'),
  'control bytes': write('\x01\x02\x7f\r\n'),
  'headers without an end': flood('X-Filler: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n'),
  'one line without an end': flood('x'),
  'line ends without an end': flood('\r\n'),
  'informational heads without an end': flood('HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n'),
  'a byte now and then': drip('x'),
  'a line now and then': drip('X: y\r\n'),
  'an upgrade': write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello',
  ),
  'a redirect to itself': write(head('Location: ?\r\nContent-Length: 0\r\n', '307 Again')),
  'a redirect to nowhere': write(
    head('Location: https://nowhere.invalid/\r\nContent-Length: 0\r\n', '302 Found'),
  ),
  'a length that is too large': writeAndEnd(`${head('Content-Length: 1000\r\n')}short`),
  'a length that is too small': write(`${head('Content-Length: 1\r\n')}much longer`),
  'a length that is not a number': write(head('Content-Length: many\r\n')),
  'two lengths': write(`${head('Content-Length: 0\r\nContent-Length: 5\r\n')}12345`),
  'broken chunks': write(`${head('Transfer-Encoding: chunked\r\n')}zz\r\nno\r\n`),
  'a chunk without an end': write(`${head('Transfer-Encoding: chunked\r\n')}fffffff\r\n`),
  'broken gzip': write(`${head(`${gzip}Content-Length: 4\r\n`)}gzip`),
  'a gzip bomb': (socket) => {
    socket.write(head(`${gzip}Content-Length: ${String(bomb.length)}\r\n`), 'latin1');
    socket.write(bomb);
  },
  'a body without an end': (socket) => {
    socket.write(head('Content-Type: text/plain\r\n'), 'latin1');
    flood('more ')(socket);
  },
  'an event stream': write(`${head('Content-Type: text/event-stream\r\n')}data: 1\n\n`),
  'a body behind a 204': write(`${head('', '204 No Content')}unexpected`),
  'two responses': write(head('Content-Length: 0\r\n').repeat(2)),
  'an alert of TLS': write('\x15\x03\x01\x00\x02\x02\x28'),
  'settings of HTTP/2': write('\0\0\0\x04\0\0\0\0\0'),
};

const fine = head('Content-Length: 2\r\nConnection: keep-alive\r\n') + 'ok';

/** Calls `answer` for each request, with its method and its number on the connection. */
function onRequests(socket: Socket, answer: (method: string, number: number) => void): void {
  let [text, number] = ['', 0];
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const [method = ''] = text.split(' ');
      text = text.slice(end + 4);
      number += 1;
      answer(method, number);
    }
  });
}

/** What is sent, whole and well, before the fault. */
const behind =
  (begin: string) =>
  (fault: Fault): Behaviour =>
  (socket) => {
    onRequests(socket, () => {
      socket.write(begin, 'latin1');
      fault(socket);
    });
  };

/** Where it goes wrong. */
export const stages: Readonly<Record<string, (fault: Fault) => Behaviour>> = {
  'before any request': (fault) => (socket) => {
    socket.resume();
    fault(socket);
  },
  'in place of a response': behind(''),
  'in the status line': behind('HTTP/1.1 2'),
  'in a header': behind(`HTTP/1.1 200 OK\r\n${cors}X-Half`),
  'behind an informational head': behind('HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n'),
  'in a body': behind(head('Content-Length: 100\r\n') + 'half'),
  'in chunks': behind(head('Transfer-Encoding: chunked\r\n') + '4\r\nhalf'),
  'behind a preflight': (fault) => (socket) => {
    onRequests(socket, (method) => {
      if (method === 'OPTIONS') socket.write(fine);
      else fault(socket);
    });
  },
  'on a used connection': (fault) => (socket) => {
    onRequests(socket, (_, number) => {
      if (number === 1) socket.write(fine);
      else fault(socket);
    });
  },
};
