import { isByteCaseInsensitiveMatch } from '../standard/infra.js';

/** The head of an answer that everybody reads alike. */
export interface PlainHead {
  readonly statusCode: number;
  /** As Node's: name, value, name, value. */
  readonly rawHeaders: string[];
  /** How many bytes it takes. */
  readonly length: number;
  readonly body: BodyEnd;
  /** Whether the connection serves another request when the body is over. */
  readonly keepsAlive: boolean;
}

/** Where a body ends: after so many bytes, by the last of its chunks, or with the connection. */
type BodyEnd = number | 'last chunk' | 'close';

const statusLine = /HTTP\/1\.1 ([2-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?\r\n/y;
const headerLine = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)\r\n/y;

/**
 * Reads a whole head by the letter of RFC 9112. Undefined for anything else: more lenient readers differ over it, an
 * informational head has another behind it, and what says in two ways where its body ends may be two answers.
 */
export function readPlainHead(text: string, method: string): PlainHead | undefined {
  statusLine.lastIndex = 0;
  const status = statusLine.exec(text)?.[1];
  if (status === undefined) return undefined;
  let at = statusLine.lastIndex;
  const rawHeaders: string[] = [];
  let body: BodyEnd = 'close';
  let keepsAlive = true;
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
    const end = bodyEnd(name, value);
    if (end === undefined) continue;
    if (end === 'unknown' || body !== 'close') return undefined;
    body = end;
  }
  if (method === 'HEAD' || status === '204' || status === '304') body = 0;
  return { statusCode: Number(status), rawHeaders, length: at + 2, body, keepsAlive };
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
  if (end === 'last chunk') {
    let text = '';
    return (piece) => missingOfChunks((text += piece));
  }
  let missing = end;
  return (piece) => (missing -= piece.length);
}

/** What is no chunk is missing for ever. */
function missingOfChunks(text: string): number {
  const sizeLine = /([0-9a-f]{1,8})(?:;[^\r\n]*)?\r\n/iy;
  for (let size = sizeLine.exec(text)?.[1]; size !== undefined; size = sizeLine.exec(text)?.[1]) {
    if (/^0+$/.test(size)) {
      const end = text.indexOf('\r\n\r\n', sizeLine.lastIndex - 2); // behind the trailers, if there are any
      return end < 0 ? 1 : end + 4 - text.length;
    }
    sizeLine.lastIndex += parseInt(size, 16);
    if (!text.startsWith('\r\n', sizeLine.lastIndex)) return 1;
    sizeLine.lastIndex += 2;
  }
  return 1;
}
