import { escapeForHtml } from '../../text/escape.js';

/** HTML that is written by us, or escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = string | number | Markup | null | false | readonly Content[];

/**
 * HTML of which everything put in is escaped, but for what is made by `markup` itself. Attributes must be quoted.
 *
 * @example
 * markup`<li class="${state}">${name}</li>`
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...values.map(textOf)));
}

function textOf(content: Content): string {
  if (content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escapeForHtml(String(content));
}

/** Longer than anything one reads; what an app sends without end shall not be the page. */
const longest = 4000;

/** Text from an app, cut where nobody would read on. */
export function cut(text: string): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… (${text.length.toLocaleString('en')} characters)`;
}

/** What a table says, or the key itself: a report of another version may know more than the types do. */
export function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? key;
}
