import { configured } from './configuration.js';
import { redactHeaderValue, redactUrl } from '../text/redact.js';

/** Whether secrets are shown in messages: `configure({ reveal: true })`. */
export function reveals(): boolean {
  return configured().reveal === true;
}

export function shownUrl(url: string): string {
  return reveals() ? url : redactUrl(url);
}

export function shownValue(name: string, value: string): string {
  return reveals() ? value : redactHeaderValue(name, value);
}

const holdingUrls = /^(location|content-location|referer|refresh|link)$/i;

/** The value of a header, for people: secrets are hidden, those in URLs as well. */
export function shownHeader(name: string, value: string): string {
  return holdingUrls.test(name) ? shownUrl(value) : shownValue(name, value);
}

/** A browser's own words, which quote URLs; a full stop behind one belongs to the sentence. */
export function shownWords(text: string): string {
  return reveals() ? text : text.replace(/https?:\/\/[^\s'’]+?(?=\.?(?:[\s'’]|$))/g, redactUrl);
}
