import * as zlib from 'node:zlib';
import type { RequestListener, ServerResponse } from 'node:http';
import { type Behaviour, answers, behaviours } from './servers.js';

type Target = { readonly app: RequestListener } | { readonly raw: Behaviour };

/** A response that is small on the wire and large to read, or never at its end. */
export interface Bomb {
  readonly title: string;
  readonly target: Target;
  /** The error of a preflight that checks its body; "read" where there is none. */
  readonly end: RegExp;
}

const allowing = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' };
const MiB = 1024 * 1024;

const app = (answer: (response: ServerResponse) => void): Target => ({
  app: (_, response) => {
    for (const [name, value] of Object.entries(allowing)) response.setHeader(name, value);
    answer(response);
  },
});

/** The body is made when it is first asked for. */
const compressed = (coding: string, body: () => Buffer, type = 'text/plain'): Target => {
  let made: Buffer | undefined;
  return {
    app: (_, response) => {
      made ??= body();
      response.writeHead(200, { ...allowing, 'Content-Type': type, 'Content-Encoding': coding });
      response.end(made);
    },
  };
};

const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * MiB, '0');

/** One stream, made of one block over and over, so that it takes no time to make. Its checksum is wrong, at the very end. */
function hugeGzip(megabytes: number): Buffer {
  const block = zlib.deflateRawSync(zeros(10), { finishFlush: zlib.constants.Z_FULL_FLUSH });
  const [header, trailer] = [
    Buffer.from('1f8b0800000000000003', 'hex'),
    Buffer.from('03000000000000000000', 'hex'),
  ];
  return Buffer.concat([header, ...Array.from({ length: megabytes / 10 }, () => block), trailer]);
}

const head = (lines: string): Behaviour =>
  answers(
    `HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: PUT\r\n${lines}Content-Length: 0\r\n\r\n`,
  );
const tooLarge = /^body-incomplete: .*larger than 8 MiB when it is decompressed/;
const headTooLarge = /^head-too-large: .*larger than 256 KiB/;
const read = /^read$/;
const noEnd = /^body-incomplete: .*cut short, is longer than 1 MiB, or did not end within/;

/** Only newer versions of Node know it. */
const compressZstd = Reflect.get(zlib, 'zstdCompressSync') as ((bytes: Buffer) => Buffer) | undefined;
const fast = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } };

export const bombs: readonly Bomb[] = [
  { title: 'gzip, 900 MB in 0.9', target: compressed('gzip', () => hugeGzip(900)), end: tooLarge },
  {
    title: 'gzip of JSON',
    target: compressed('gzip', () => zlib.gzipSync(zeros(20)), 'application/json'),
    end: tooLarge,
  },
  {
    title: 'gzip in upper case',
    target: compressed('GZIP', () => zlib.gzipSync(zeros(20))),
    end: tooLarge,
  },
  {
    title: 'gzip in five hundred members',
    target: compressed('gzip', () => {
      const member = zlib.gzipSync(zeros(1));
      return Buffer.concat(Array.from({ length: 500 }, () => member));
    }),
    end: tooLarge,
  },
  {
    title: 'gzip that is cut short',
    target: compressed('gzip', () => hugeGzip(200).subarray(0, -1000)),
    end: tooLarge,
  },
  { title: 'deflate', target: compressed('deflate', () => zlib.deflateSync(zeros(20))), end: tooLarge },
  { title: 'br', target: compressed('br', () => zlib.brotliCompressSync(zeros(40), fast)), end: tooLarge },
  ...(compressZstd === undefined
    ? []
    : [{ title: 'zstd', target: compressed('zstd', () => compressZstd(zeros(40))), end: tooLarge }]),
  { title: 'gzip of 7 MiB', target: compressed('gzip', () => zlib.gzipSync(zeros(7))), end: read },
  {
    title: 'br of 7 MiB',
    target: compressed('br', () => zlib.brotliCompressSync(zeros(7), fast)),
    end: read,
  },
  {
    title: 'a body without an end',
    target: app((response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    }),
    end: noEnd,
  },
  {
    title: 'a gzip body without an end',
    target: app((response) => {
      response.setHeader('Content-Encoding', 'gzip');
      const gzip = zlib.createGzip({ level: 1 });
      gzip.pipe(response);
      const more = (): void => {
        while (!response.destroyed && gzip.write('x'.repeat(100_000)));
      };
      gzip.on('drain', more);
      more();
    }),
    end: noEnd,
  },
  {
    title: 'a body that drips',
    target: app((response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.once('close', () => {
        clearInterval(drip);
      });
    }),
    end: noEnd,
  },
  { title: 'a head of 180 KB', target: { raw: head(`X-Long: ${'x'.repeat(180_000)}\r\n`) }, end: read },
  { title: 'a head of 2,000 lines', target: { raw: head('X-A: b\r\n'.repeat(2000)) }, end: read },
  {
    title: 'a head of 300 KB',
    target: { raw: head(`X-Long: ${'x'.repeat(300_000)}\r\n`) },
    end: headTooLarge,
  },
  {
    title: 'a head without an end',
    target: { raw: behaviours['endless headers'] },
    end: headTooLarge,
  },
  { title: 'a head with a control byte', target: { raw: head('X-Control: a\x01b\r\n') }, end: read },
  { title: 'a head with a folded line', target: { raw: head('X-Folded: a\r\n b\r\n') }, end: read },
  { title: 'a head with a blank before a colon', target: { raw: head('X-Blank : a\r\n') }, end: read },
];
