import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';

type Wrong = (stream: ServerHttp2Stream) => void;

const wrongs: Readonly<Record<string, Wrong>> = {
  'nothing at all': () => undefined,
  'a reset': (stream) => {
    stream.close(2);
  },
  'the end of the connection': ({ session }) => session?.destroy(),
  'a GOAWAY': ({ session }) => {
    session?.goaway(11);
  },
  'half a body': (stream) => {
    stream.respond({ ':status': 200, 'access-control-allow-origin': '*', 'content-length': '100' });
    stream.write('half');
    setTimeout(() => {
      stream.close(8);
    }, 20).unref();
  },
  'a body without an end': (stream) => {
    stream.respond({ ':status': 200, 'access-control-allow-origin': '*' });
    const more = (): void => {
      while (!stream.destroyed && stream.write(Buffer.alloc(16_000)));
    };
    stream.on('drain', more);
    more();
  },
  'more headers than are read': (stream) => {
    stream.respond({ ':status': 200, 'x-long': 'x'.repeat(200_000) });
  },
};

/** Servers of HTTP/2 that respond with something wrong. */
export const http2Apps: readonly (readonly [title: string, create: () => Http2Server])[] = Object.entries(
  wrongs,
).map(([wrong, does]) => [
  `${wrong}, over HTTP/2`,
  () =>
    createServer().on('stream', (stream) => {
      stream.on('error', () => undefined);
      does(stream);
    }),
]);
