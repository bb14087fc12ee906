/**
 * The URL a text is, or undefined. `URL.canParse` is no help: once it is hot, that of Node 20 says no to letters such
 * as ü (seen in 20.20.2 after some thousand calls).
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
