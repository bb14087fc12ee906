import { configuration } from './shared-state.js';
import { redactCookie, redactHeader, redactUrl, redactWords } from '../text/redact.js';

/** Whether secrets are shown in what is written: `configure({ reveal: true })`. */
export function reveals(): boolean {
  return configuration<{ readonly reveal?: boolean | undefined }>().current.reveal === true;
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
