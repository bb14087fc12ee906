import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Behaviour } from '../../hostile/servers.js';
import { type Cutting, cuttings, headCases, piecesOf } from './cases.js';

export const pathOf = (index: number, cutting: Cutting): string =>
  `/${String(index)}/${String(cuttings.indexOf(cutting))}`;

const page = '<!doctype html><title>heads</title>';
const pageResponse = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${String(page.length)}\r\n\r\n${page}`;

/** Responds with the case that a path names, in the pieces it names; anything else is an empty page. */
export const heads: Behaviour = (socket) => {
  socket.setNoDelay(true);
  let text = '';
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const [, index, cutting] = /^\S+ \/(\d+)\/(\d) /.exec(text) ?? [];
      text = text.slice(end + 4);
      if (index === undefined) socket.write(pageResponse);
      else void respond(socket, Number(index), cuttings[Number(cutting)] ?? 'whole');
    }
  });
};

async function respond(socket: Socket, index: number, cutting: Cutting): Promise<void> {
  const { bytes = '', then } = headCases[index] ?? {};
  const pieces = piecesOf(bytes, cutting);
  for (const [at, piece] of pieces.entries()) {
    if (!socket.writable) return;
    // The end comes with the last bytes: the next request may be on its way when they have arrived.
    if (then === 'end' && at === pieces.length - 1) socket.end(piece, 'latin1');
    else socket.write(piece, 'latin1');
    // Long enough for each piece to be read alone.
    await pause(cutting === 'byte by byte' ? 1 : 15);
  }
  if (then === 'end') socket.end();
}
