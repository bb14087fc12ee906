export type Fact = readonly [label: string, value: string | readonly string[]];

/**
 * Aligned `Label: value` lines. A value of several lines continues under the first one.
 *
 * @example
 * labels([['Rule', 'CORS check'], ['Reproduce', 'curl …']])
 * // Rule:      CORS check
 * // Reproduce: curl …
 */
export function labels(facts: readonly Fact[], minimumWidth = 0): string {
  const width = Math.max(minimumWidth, ...facts.map(([label]) => label.length + 2));
  return facts
    .flatMap(([label, value]) => {
      const [first = '', ...rest] = typeof value === 'string' ? [value] : value;
      return [
        `${label}:`.padEnd(width) + first,
        ...rest.map((line) => (line === '' ? '' : ' '.repeat(width) + line)),
      ];
    })
    .join('\n');
}
