import { utf8Bytes } from '../standard/infra.js';
import { quoteForShell } from '../text/escape.js';
import { redacted } from '../text/redact.js';
import { redactBody } from '../text/redact-body.js';

/** A body as curl is given it. */
export interface CurlBody {
  /** A command whose output is the body; empty where `data` holds it. */
  readonly from: string;
  /** The option of curl. */
  readonly data: string;
  readonly length: number;
  /** What is not as it was sent, and may change the response. */
  readonly notes: readonly string[];
}

/** In bytes: what is written out. */
const most = 4096;

/**
 * @param contentType Empty where there is none.
 * @param reveal Whether secrets are shown.
 */
export function curlBody(body: Uint8Array | string, contentType: string, reveal: boolean): CurlBody {
  const given = typeof body === 'string' ? utf8Bytes(body) : Buffer.from(body).toString('latin1');
  const redact = (text: string): string => (reveal ? text : redactBody(text, contentType));
  if (given.length > most) return largeBody(given, contentType, redact);
  const shown = redact(given);
  const { length } = shown;
  const notes =
    shown === given ? [] : [`${redacted} stands for secrets of its body: the response may differ`];
  // No argument holds NUL, and a shell drops line breaks at the end of what it takes from a command.
  return /\0|\n$/.test(shown)
    ? { from: printed(shown), data: '--data-binary @-', length, notes }
    : { from: '', data: `--data-raw ${quoteForShell(shown)}`, length, notes };
}

/** One that is made in the line: exact where it is mostly one character, as `'x'.repeat(2e6)` in JSON is. */
function largeBody(bytes: string, contentType: string, redact: (text: string) => string): CurlBody {
  const made = { data: '--data-binary @-', length: bytes.length };
  const [start, length] = longestRun(bytes);
  const [before, after] = [bytes.slice(0, start), bytes.slice(start + length)];
  if (bytes.length - length <= most) {
    const short = before + bytes.charAt(start).repeat(8) + after;
    if (redact(short) === short)
      return { ...made, from: around(before, repeated(bytes.charAt(start), length), after), notes: [] };
  }
  return {
    ...made,
    from: filler(bytes, contentType),
    notes: ['its body is one of the same size: the response may differ where the app reads it'],
  };
}

/** Of one character. */
function longestRun(bytes: string): [start: number, length: number] {
  let [start, length] = [0, 0];
  for (let from = 0; from < bytes.length;) {
    let to = from + 1;
    while (bytes.charCodeAt(to) === bytes.charCodeAt(from)) to += 1;
    if (to - from > length) [start, length] = [from, to - from];
    from = to;
  }
  return [start, length];
}

/** Bytes as the format of `printf`. */
function printed(bytes: string): string {
  const format = bytes.replace(/^-|[\\%']|[^ -~]/g, (character) => {
    if (character === "'") return `'\\''`;
    if (character === '\\' || character === '%') return character + character;
    return octal(character);
  });
  return `printf '${format}'`;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

function repeated(character: string, count: number): string {
  const written = /[\w]/.test(character) ? character : `'${octal(character)}'`;
  return `head -c ${String(count)} /dev/zero | tr '\\0' ${written}`;
}

function around(before: string, middle: string, after: string): string {
  const parts = [
    ...(before === '' ? [] : [printed(before)]),
    middle,
    ...(after === '' ? [] : [printed(after)]),
  ];
  return parts.length === 1 ? middle : `{ ${parts.join('; ')}; }`;
}

/** A body of the same size and kind, as a parser sees it from outside. */
function filler(bytes: string, contentType: string): string {
  const [before, after] = ends(bytes, contentType);
  return around(before, repeated('x', bytes.length - before.length - after.length), after);
}

function ends(bytes: string, contentType: string): [before: string, after: string] {
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return ['x=', ''];
  if (/^multipart\//i.test(contentType)) {
    const head = bytes.indexOf('\r\n\r\n') + 4;
    const end = bytes.lastIndexOf('\r\n--');
    const isForm = head > 3 && end >= head && head < most && bytes.length - end < most;
    return isForm ? [bytes.slice(0, head), bytes.slice(end)] : ['', ''];
  }
  if (/[/+]json/i.test(contentType) && /^\s*[[{]/.test(bytes))
    return bytes.trimStart().startsWith('[') ? ['["', '"]'] : ['{"x":"', '"}'];
  return ['', ''];
}
