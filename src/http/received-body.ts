import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { get, type HeaderList } from '../standard/header-list.js';

/** The whole body of a response. */
export interface ReceivedBody {
  /** Without its transfer coding. */
  readonly sent: Buffer;
  /** Without its content coding as well, as far as it can be read. */
  readonly decoded: Buffer;
}

export const noBody: ReceivedBody = { sent: Buffer.alloc(0), decoded: Buffer.alloc(0) };

/** Why there is none: it did not come whole, or is larger than `largestDecoded`. */
export type NoBody = 'not whole' | 'too large';

/** Bytes of a body that was decompressed. */
const largestDecoded = 8 * 1024 * 1024;

// Only later versions of Node know zstd.
const createZstdDecompress = Reflect.get(zlib, 'createZstdDecompress') as (() => Transform) | undefined;
const decoders = new Map<string, (() => Transform) | undefined>([
  ['gzip', zlib.createUnzip],
  ['deflate', zlib.createUnzip],
  ['br', zlib.createBrotliDecompress],
  ['zstd', createZstdDecompress],
]);

/** Decompresses a body, and no more of it than allowed, whatever follows; stops where it is given up meanwhile. */
export function receivedBody(
  sent: Buffer,
  headerList: HeaderList,
  isGivenUp: () => boolean,
): Promise<ReceivedBody | NoBody> {
  const decoder = decoders.get(get('content-encoding', headerList)?.toLowerCase() ?? '')?.();
  if (decoder === undefined || sent.length === 0) return Promise.resolve({ sent, decoded: sent });
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let left = largestDecoded;
    decoder
      .on('data', (bytes: Buffer) => {
        parts.push(bytes);
        left -= bytes.length;
        if (left < 0 || isGivenUp()) decoder.destroy();
      })
      .on('error', () => undefined) // 'close' follows, and whoever reads it will say what is wrong with it
      .once('close', () => {
        resolve(left < 0 ? 'too large' : { sent, decoded: Buffer.concat(parts) });
      })
      .end(sent);
  });
}
