import { isByteCaseInsensitiveMatch } from '../standard/infra.js';
import { isEndlessType } from './drain.js';

/** The head of a response that everybody reads alike. */
export interface PlainHead {
  readonly statusCode: number;
  /** As Node's: name, value, name, value. */
  readonly rawHeaders: string[];
  /** How many bytes it takes. */
  readonly length: number;
  readonly body: BodyEnd;
  /** By its type: an event stream. */
  readonly isEndless: boolean;
  /** Whether the connection serves another request when the body is over. */
  readonly keepsAlive: boolean;
}

/** Where a body ends: after so many bytes, by the last of its chunks, or with the connection. */
type BodyEnd = number | 'last chunk' | 'close';

const statusLine = /HTTP\/1\.1 ([2-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?\r\n/y;
const headerLine = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)\r\n/y;

/**
 * Reads a whole head by the letter of RFC 9112. Undefined for anything else: more lenient readers differ over it, an
 * informational head has another behind it, and what says in two ways where its body ends may be two responses.
 */
export function readPlainHead(text: string, method: string): PlainHead | undefined {
  statusLine.lastIndex = 0;
  const status = statusLine.exec(text)?.[1];
  if (status === undefined) return undefined;
  let at = statusLine.lastIndex;
  const rawHeaders: string[] = [];
  let body: BodyEnd = 'close';
  let keepsAlive = true;
  let isEndless = false;
  while (!text.startsWith('\r\n', at)) {
    headerLine.lastIndex = at;
    const [line = '', name = '', value = ''] = headerLine.exec(text) ?? [];
    if (line === '') return undefined;
    at += line.length;
    rawHeaders.push(name, value);
    if (isByteCaseInsensitiveMatch(name, 'connection')) {
      if (/^[\t ]*close[\t ]*$/i.test(value)) keepsAlive = false;
      else if (!/^[\t ]*keep-alive[\t ]*$/i.test(value)) return undefined;
    }
    if (isByteCaseInsensitiveMatch(name, 'content-type')) isEndless = isEndlessType(value);
    const end = bodyEnd(name, value);
    if (end === undefined) continue;
    if (end === 'unknown' || body !== 'close') return undefined;
    body = end;
  }
  if (method === 'HEAD' || status === '204' || status === '304') body = 0;
  return { statusCode: Number(status), rawHeaders, length: at + 2, body, isEndless, keepsAlive };
}

/** What a header line says of it, if anything. */
function bodyEnd(name: string, value: string): BodyEnd | 'unknown' | undefined {
  if (isByteCaseInsensitiveMatch(name, 'content-length'))
    return /^[\t ]*\d{1,15}[\t ]*$/.test(value) ? Number(value) : 'unknown';
  if (isByteCaseInsensitiveMatch(name, 'transfer-encoding'))
    return /^[\t ]*chunked[\t ]*$/i.test(value) ? 'last chunk' : 'unknown';
  return undefined;
}

/** Takes a body piece by piece, and says how many bytes at least are missing: 0 at its end, less beyond it. */
export function bodyCounter(end: BodyEnd): (piece: string) => number {
  if (end === 'close') return () => Infinity;
  if (end === 'last chunk') return chunkCounter();
  let missing = end;
  return (piece) => (missing -= piece.length);
}

const sizeLine = /^([0-9a-f]{1,8})(?:;[^\r\n]*)?\r\n$/i;

/** Looks at each byte once, however small the pieces are. Of what is not a chunk infinitely many are missing. */
function chunkCounter(): (piece: string) => number {
  let expected: 'size' | 'end of chunk' | 'trailers' | 'nothing' = 'size';
  let left = 0; // of the chunk's data
  let line = '';
  return (piece) => {
    let at = 0;
    while (at < piece.length && expected !== 'nothing') {
      const skipped = Math.min(left, piece.length - at);
      left -= skipped;
      at += skipped;
      const lineEnd = piece.indexOf('\n', at) + 1;
      line += piece.slice(at, lineEnd || undefined);
      at = lineEnd || piece.length;
      if (lineEnd === 0) break;
      if (expected === 'size') {
        const size = sizeLine.exec(line)?.[1];
        left = size === undefined ? Infinity : parseInt(size, 16);
        expected = left === 0 ? 'trailers' : 'end of chunk';
      } else if (line === '\r\n') expected = expected === 'trailers' ? 'nothing' : 'size';
      else if (expected === 'end of chunk' || !line.endsWith('\r\n')) left = Infinity;
      line = '';
    }
    return expected === 'nothing' ? at - piece.length : 1;
  };
}
