import { configured } from '../fetch/configuration.js';
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

/** A browser's own words, which quote URLs; a full stop behind one belongs to the sentence. */
export function shownWords(text: string): string {
  return reveals() ? text : text.replace(/https?:\/\/[^\s'’]+?(?=\.?(?:[\s'’]|$))/g, redactUrl);
}
