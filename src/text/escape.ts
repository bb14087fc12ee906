// C0, DEL, C1 and the characters that reorder or hide text: none may reach a terminal from an app's answer.

const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\t\n]/g;

/** Makes text from an app safe to print on one line of a terminal: `\x1b[2J` instead of the escape sequence. */
export function escapeForTerminal(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** One word of a POSIX shell command. Control characters go through `$'…'`, everything else through `'…'`. */
export function quoteForShell(text: string): string {
  if (/[\u0000-\u001f\u007f-\uffff]/.test(text)) {
    const body = text.replace(/[\\']|[^ -~]/g, (character) => {
      if (character === '\\' || character === "'") return `\\${character}`;
      return [...new TextEncoder().encode(character)]
        .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
        .join('');
    });
    return `$'${body}'`;
  }
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
