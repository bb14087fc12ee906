import { type Cost, quartilesOf } from './rounds.js';

const columns = [66, 9, 16] as const;

function row(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => cell.padEnd(columns[index] ?? 0)).join(''));
}

export function printTitle(title: string): void {
  console.log(`\n${title}`);
  row(['', 'median', 'quartiles', 'limit']);
}

/** One line: the median and the quartiles of what was measured, beside its limit. */
export function printRow(label: string, values: readonly number[], limit: string, digits = 2): void {
  const { lower, median, upper } = quartilesOf(values);
  const shown = (value: number): string => value.toFixed(digits);
  row([`  ${label}`, shown(median), `${shown(lower)} to ${shown(upper)}`, limit]);
}

/** The same for costs, by the clock and by the processor. */
export function printCosts(label: string, costs: readonly Cost[], limit: string, digits = 2): void {
  printRow(
    label,
    costs.map(({ clock }) => clock),
    limit,
    digits,
  );
  printRow(
    '  in processor time',
    costs.map(({ processor }) => processor),
    '',
    digits,
  );
}
