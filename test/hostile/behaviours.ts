import type { Behaviour } from './raw-server.js';

/** Answers every request with the same bytes, and keeps the connection. */
export function answers(bytes: string | Buffer): Behaviour {
  const raw = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return (socket) => {
    socket.on('data', () => socket.write(raw));
  };
}

/** Answers the first request with these bytes, then closes the connection. */
export function answersAndCloses(bytes: string | Buffer): Behaviour {
  const raw = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return (socket) => {
    socket.once('data', () => socket.end(raw));
  };
}

export const neverAnswers: Behaviour = () => undefined;

export const resetsAtOnce: Behaviour = (socket) => {
  socket.resetAndDestroy();
};

export const resetsOnRequest: Behaviour = (socket) => {
  socket.once('data', () => socket.resetAndDestroy());
};

export const closesOnRequest: Behaviour = (socket) => {
  socket.once('data', () => socket.end());
};

export const halfAHead = answersAndCloses('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Or');

/** Sends half a head and keeps the connection open. */
export const hangsInsideTheHead = answers('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Or');

export const speaksSmtp: Behaviour = (socket) => {
  socket.write('220 mail.example ESMTP ready\r\n');
};

/** One header line after another, for as long as anybody reads. */
export const endlessHeaders: Behaviour = (socket) => {
  const lines = 'x-filler: '.padEnd(1022, 'a').concat('\r\n').repeat(16);
  const write = (): void => {
    while (!socket.destroyed && socket.write(lines));
  };
  socket.once('data', () => {
    socket.write('HTTP/1.1 200 OK\r\n');
    socket.on('drain', write);
    write();
  });
};

export const switchesProtocols = answers(
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
);

/** 101 without saying to which protocol. */
export const switchesToNothing = answers('HTTP/1.1 101 Switching Protocols\r\n\r\n');

/**
 * Answers the first request of every connection and resets on the second, as a server does that closes an idle
 * connection just when it is used again. `stale` says which connections are like that.
 */
export function resetsWhenReused(stale: (count: number) => boolean = () => true): Behaviour {
  return (socket, count) => {
    let requests = 0;
    socket.on('data', () => {
      requests += 1;
      if (requests > 1 && stale(count)) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
  };
}
