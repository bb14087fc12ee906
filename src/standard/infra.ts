// Terms of the Infra and HTTP standards. Bytes are held isomorphically decoded: one character, one byte.
// https://infra.spec.whatwg.org/#byte-sequences  https://httpwg.org/specs/rfc9110.html#tokens

/** https://infra.spec.whatwg.org/#byte-lowercase */
export function byteLowercase(bytes: string): string {
  // Beyond ASCII, toLowerCase would change bytes that are no letters to HTTP.

  return isBeyondAscii(bytes)
    ? bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    : bytes.toLowerCase();
}

/** https://infra.spec.whatwg.org/#byte-case-insensitive-match */
export function isByteCaseInsensitiveMatch(a: string, b: string): boolean {
  // Most names that are compared differ in length already, or in their first byte.
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (lowercased(a.charCodeAt(index)) !== lowercased(b.charCodeAt(index))) return false;
  }
  return true;
}

function lowercased(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** RFC 9110 `token`: a method or a field name. */
export function isToken(bytes: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(bytes);
}

/** https://fetch.spec.whatwg.org/#http-tab-or-space, removed from both ends. */
export function stripTabOrSpace(bytes: string): string {
  return stripped(bytes, '\t ');
}

/** https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function normalizeHeaderValue(potentialValue: string): string {
  return stripped(potentialValue, '\t\n\r ');
}

/** No pattern: one for the end tries anew at each blank inside, which takes minutes where there are 200,000. */
function stripped(bytes: string, blanks: string): string {
  let start = 0;
  let end = bytes.length;
  while (start < end && blanks.includes(bytes.charAt(start))) start += 1;
  while (end > start && blanks.includes(bytes.charAt(end - 1))) end -= 1;
  return bytes.slice(start, end);
}

/** https://encoding.spec.whatwg.org/#utf-8-encode, isomorphically decoded. */
export function utf8Bytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** https://encoding.spec.whatwg.org/#utf-8-decode-without-bom: what is not UTF-8 is replaced. */
export function fromUtf8Bytes(bytes: string): string {
  return isBeyondAscii(bytes) ? Buffer.from(bytes, 'latin1').toString() : bytes;
}

export function isBeyondAscii(bytes: string): boolean {
  return /[^\x00-\x7f]/.test(bytes);
}
