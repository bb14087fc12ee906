// Terms of the Infra and HTTP standards. Bytes are held isomorphically decoded: one character, one byte.
// https://infra.spec.whatwg.org/#byte-sequences  https://httpwg.org/specs/rfc9110.html#tokens

/** https://infra.spec.whatwg.org/#byte-lowercase */
export function byteLowercase(bytes: string): string {
  // Beyond ASCII, toLowerCase would change bytes that are no letters to HTTP.

  return /[^\x00-\x7f]/.test(bytes)
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
  return bytes.replace(/^[\t ]+|[\t ]+$/g, '');
}

/** https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function normalizeHeaderValue(potentialValue: string): string {
  return potentialValue.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}
