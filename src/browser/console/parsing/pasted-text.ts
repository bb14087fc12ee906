/** A text that somebody pasted, ready to be searched. */
export interface PastedText {
  /** As pasted, without what a terminal, a mail or a web page put between. */
  readonly source: string;
  /** The same without blanks and line breaks, which a terminal or a chat may have moved, and with one kind of quotes. */
  readonly squeezed: string;
  /** Where in `source` each character of `squeezed` is. */
  readonly at: Uint32Array;
}

const quotes = new Set('\'"`‘’‚‛“”„‟′″«»');
/** In front of these a backslash is Markdown’s, or JSON’s. */
const escapable = new Set('\'"`*_\\');
const blanks = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;

export function pastedText(text: string): PastedText {
  const source = cleaned(text);
  const at = new Uint32Array(source.length);
  let squeezed = '';
  for (let index = 0; index < source.length; index += 1) {
    const character = source.charAt(index);
    if (character <= ' ' || (character > '~' && blanks.test(character))) continue;
    if (character === '\\' && escapable.has(source.charAt(index + 1))) continue;
    at[squeezed.length] = index;
    squeezed += quotes.has(character) ? "'" : character;
  }
  return { source, squeezed, at: at.subarray(0, squeezed.length) };
}

/** A wording, squeezed in the same way. */
export function squeezed(text: string): string {
  return pastedText(text).squeezed;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const named = ['amp', 'lt', 'gt', 'quot', 'apos', 'nbsp', 'lsquo', 'rsquo', 'ldquo', 'rdquo'];

/** Without the colours of a terminal, the `> ` of what is quoted, and entities of HTML. */
function cleaned(text: string): string {
  const plain = text.includes('\x1b') ? text.replace(/\x1b\[[\d;]*[A-Za-z]/g, '') : text;
  const unquoted = plain.includes('>') ? plain.split('\n').map(withoutQuoteMarks).join('\n') : plain;
  if (!/&(?:#|[a-z])/.test(unquoted)) return unquoted;
  return unquoted.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? (named.includes(name) ? "'" : entity);
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0x10ffff ? entity : String.fromCodePoint(code);
  });
}

function withoutQuoteMarks(line: string): string {
  let start = 0;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '>') start = index + 1;
    else if (character !== ' ' && character !== '\t') break;
  }
  return line.slice(start);
}
