/** A table whose first column is text and whose others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(inCell).join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Text that neither ends a cell nor stands out in it. */
export const inCell = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('*', '\\*');

/** Rounded down, so that only what agrees throughout is 100 %. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${(Math.floor((part / whole) * 10000) / 100).toFixed(2)} %`;
}

export const share = (part: number, whole: number): string =>
  `${String(part)} of ${String(whole)} (${percent(part, whole)})`;
