import { escapeForTerminal } from './escape.js';

/** A remark that GitHub shows beside a line of code. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** From the root of the repository; null where there is none. */
  readonly file: string | null;
  readonly line: number | null;
  readonly title: string;
  /** May have several lines. */
  readonly message: string;
}

/**
 * An annotation as GitHub Actions reads it on standard output: one line, in which neither text can begin another command.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function workflowCommand({ level, file, line, title, message }: Annotation): string {
  const place =
    file === null ? [] : [`file=${property(file)}`, ...(line === null ? [] : [`line=${String(line)}`])];
  return `::${level} ${[...place, `title=${property(title)}`].join(',')}::${data(message)}`;
}

function data(text: string): string {
  const lines = text.split('\n').map(escapeForTerminal).join('\n');
  return lines.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
