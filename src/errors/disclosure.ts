import { redactCookie, redactHeader, redactUrl, redactWords } from '../text/redact.js';

/** Where `configure` keeps what it is given: behind a global symbol, so that two copies of the package share it. */
export const configurationSlot = Symbol.for('expect-cors.configuration');
const store = globalThis as { readonly [configurationSlot]?: { readonly reveal?: boolean | undefined } };

/** Whether secrets are shown in what is written: `configure({ reveal: true })`. */
export function reveals(): boolean {
  return store[configurationSlot]?.reveal === true;
}

/** A URL, or the path of one, for people. */
export function shownUrl(url: string): string {
  return reveals() ? url : redactUrl(url);
}

/** The value of a header. */
export function shownHeader(name: string, value: string): string {
  return reveals() ? value : redactHeader(name, value);
}

/** Text that quotes URLs, such as a browser's own words. */
export function shownWords(text: string): string {
  return reveals() ? text : redactWords(text);
}

/** A `Cookie` header, or a line of `Set-Cookie`. */
export function shownCookie(line: string): string {
  return reveals() ? line : redactCookie(line);
}
