import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { get, type HeaderList } from '../standard/header-list.js';
import { sharedState } from '../state/shared-state.js';

/** Bytes: enough for the error page of any server, or to know it by. */
const most = 2048;

/** The beginning of a body, as far as it has come. */
export class BodyExcerpt {
  readonly #parts: Buffer[] = [];
  #left = most;

  add(bytes: Buffer): void {
    if (this.#left <= 0) return;
    this.#parts.push(bytes.subarray(0, this.#left));
    this.#left -= bytes.length;
  }

  /** Empty where it cannot be read. */
  text(contentEncoding: string | null): string {
    const bytes = Buffer.concat(this.#parts);
    const read = readers[contentEncoding?.trim().toLowerCase() ?? 'identity'];
    try {
      return read?.(bytes).toString('latin1') ?? '';
    } catch {
      return '';
    }
  }
}

/** Bytes. A page of that size compresses to more than is kept of it; what is larger is nobody's error page. */
const maxOutputLength = 1024 * 1024;
// What is cut short is read as far as it goes.
const begun = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength };
const readers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  identity: (bytes) => bytes,
  gzip: (bytes) => gunzipSync(bytes, begun),
  deflate: (bytes) => inflateSync(bytes, begun),
  br: (bytes) =>
    brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength }),
};

// An exchange is plain JSON data without bodies, so this is remembered beside it.
const kept = () => sharedState('body excerpts', () => new WeakMap<HeaderList, BodyExcerpt>());

export function keepExcerpt(responseHeaders: HeaderList, excerpt: BodyExcerpt): void {
  kept().set(responseHeaders, excerpt);
}

/** The beginning of the body of an error response or a redirect; empty where it is not known. */
export function excerptOf({ responseHeaders }: { readonly responseHeaders: HeaderList }): string {
  return kept().get(responseHeaders)?.text(get('content-encoding', responseHeaders)) ?? '';
}
