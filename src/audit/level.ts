/** Whether a finding is a fault, looks like one, or is worth knowing. */
export type Level = 'error' | 'warn' | 'info';

/** The gravest first. */
export const levels: readonly Level[] = ['error', 'warn', 'info'];

/** Whether a finding of this level fails an audit that fails from `from` on. */
export function fails(level: Level, from: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(from);
}
