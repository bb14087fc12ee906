import { escapeForTerminal } from './escape.js';

/** A few words as they are, in the font of what is around them. */
export function plainText(text: string): string {
  return escapeForTerminal(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Text as it is, within a line or a cell of a table: nothing in it is Markdown, a link or a mention. */
export function codeSpan(text: string): string {
  const line = escapeForTerminal(text).replaceAll('|', '\\|');
  if (line.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const isPadded = line.startsWith('`') || line.endsWith('`');
  return isPadded ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Lines as they are. */
export function codeBlock(lines: readonly string[]): string {
  const safe = lines.map(escapeForTerminal);
  const fence = '`'.repeat(Math.max(3, longestRun(safe.join('\n')) + 1));
  return [`${fence}text`, ...safe, fence].join('\n');
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
