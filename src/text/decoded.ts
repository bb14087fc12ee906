/** A part of a URL without its percent-encoding, if it is one; else as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
