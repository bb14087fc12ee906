import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { listeners } from '../servers.js';

const allow = (response: ServerResponse): ServerResponse =>
  response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Methods', 'PUT');

/** What an app does wrong that is asked in this process. One that fails behind its response ends the process, as without us. */
const wrongs: Readonly<Record<string, RequestListener>> = {
  ...Object.fromEntries(Object.entries(listeners).filter(([name]) => name !== 'rejects after its answer')),
  'resets its socket': ({ socket }) => void socket.resetAndDestroy(),
  'ends its socket': ({ socket }) => void socket.end(),
  'writes half a head': ({ socket }) => void socket.write('HTTP/1.1 200 OK\r\nAccess-Con'),
  'writes no HTTP': ({ socket }) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
  'begins and breaks off': (_, response) => {
    allow(response).write('half');
    setTimeout(() => response.destroy(), 20).unref();
  },
  'says a length and breaks off': (_, response) => {
    allow(response).setHeader('Content-Length', 1000).write('half');
    setTimeout(() => response.destroy(), 20).unref();
  },
  'flushes its head alone': (_, response) => {
    allow(response).flushHeaders();
  },
  'pipes a stream that fails': (_, response) => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('no rows'));
      },
    });
    broken.on('error', () => response.destroy()).pipe(allow(response));
  },
  'redirects for ever': ({ url = '' }, response) =>
    void allow(response)
      .writeHead(307, { Location: `${url}x` })
      .end(),
};

type Condition = (request: IncomingMessage, number: number) => boolean;
const conditions: Readonly<Record<string, Condition>> = {
  always: () => true,
  'for preflights': ({ method }) => method === 'OPTIONS',
  'for other requests': ({ method }) => method !== 'OPTIONS',
  'every second time': (_, number) => number % 2 === 0,
};

/** Each makes a new app. */
export const apps: readonly (readonly [title: string, create: () => RequestListener])[] = Object.entries(
  wrongs,
).flatMap(([wrong, listener]) =>
  Object.entries(conditions).map(([when, isWrong]) => {
    const create = (): RequestListener => {
      let number = 0;
      return (request, response) => {
        number += 1;
        if (isWrong(request, number)) return listener(request, response);
        return allow(response).end('ok');
      };
    };
    return [`an app that ${wrong}, ${when}`, create] as const;
  }),
);
