import type { Socket } from 'node:net';
import type { HeaderLine } from './scenario.js';

export interface RequestHead {
  method: string;
  path: string;
  /** Names and values as they came, one byte a character. */
  headers: HeaderLine[];
  isPreflight: boolean;
}

/** Calls back with every request head that arrives on a kept-alive socket; bodies are read and dropped. */
export function readRequests(socket: Socket, onRequest: (head: RequestHead) => void): void {
  let pending = '';
  let bodyLeft = 0;
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const skipped = Math.min(bodyLeft, pending.length);
      bodyLeft -= skipped;
      pending = pending.slice(skipped);
      const end = pending.indexOf('\r\n\r\n');
      if (bodyLeft > 0 || end < 0) return;
      const head = parseHead(pending.slice(0, end));
      pending = pending.slice(end + 4);
      bodyLeft = Number(field(head, 'content-length') ?? 0);
      onRequest(head);
    }
  });
}

/** The value of a field's first line, or null. Precondition: `name` is in lower case. */
export function field(head: RequestHead, name: string): string | null {
  return head.headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? null;
}

function parseHead(text: string): RequestHead {
  const [start = '', ...lines] = text.split('\r\n');
  const [method = '', path = ''] = start.split(' ');
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
  });
  const head = { method, path, headers, isPreflight: false };
  head.isPreflight = method === 'OPTIONS' && field(head, 'access-control-request-method') !== null;
  return head;
}
