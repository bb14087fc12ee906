import { utf8Bytes } from '../standard/infra.js';

// Controls (C0, DEL, C1), characters that reorder or hide text, and other line breaks: none may reach a terminal from an
// app's response.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Makes text from an app safe to print on one line of a terminal: `\x1b[2J` instead of the escape sequence. */
export function escapeForTerminal(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    if (code > 0xffff) return `\\u{${digits}}`;
    return code > 0xff ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`;
  });
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Makes text from an app safe between the tags of an HTML page and in its quoted attributes. Controls and characters that
 * reorder or hide text are shown as in a terminal; line breaks stay.
 */
export function escapeForHtml(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** `escapeForTerminal` of each line. */
export function visibleLines(text: string): string {
  return text.split('\n').map(escapeForTerminal).join('\n');
}

/**
 * One word of a POSIX shell command, in printable ASCII. Text is held as bytes, one character each, as header values are;
 * with a character that is no byte all of it is UTF-8. `$'…'` would be shorter, but not every shell knows it, and one that
 * does not would run what is inside. Precondition: no NUL, no line break at the end.
 */
export function quoteForShell(text: string): string {
  if (/^[ -~]*$/.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const isBytes = /^[\0-\xff]*$/.test(text);
  const bytes = isBytes ? text : utf8Bytes(text);
  const format = bytes.replace(/^-|[\\%']|[^ -~]/g, (character) => {
    if (character === "'") return `'\\''`;
    if (character === '\\' || character === '%') return character + character;
    return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `"$(printf '${format}')"`;
}
