import { UsageError } from '../errors/usage-error.js';

/** The least versions that the package is tested with, as in `engines` and `peerDependencies`, and what to install instead. */
export const least = {
  'Node.js': { version: '20.19', newer: undefined },
  Vitest: { version: '3.2', newer: 'vitest@latest' },
  supertest: { version: '6.3.4', newer: 'supertest@7' },
} as const;

/**
 * Package managers warn of a version that is too old, if at all.
 *
 * @param version The one that is there: `3.1.4`.
 * @throws {UsageError} `unsupported-version`.
 */
export function checkLeast(name: keyof typeof least, version: string): void {
  const { version: wanted, newer } = least[name];
  if (!isBefore(version, wanted)) return;
  const remedy = newer === undefined ? '' : ` Update it: npm install --save-dev ${newer}`;
  throw new UsageError(
    'unsupported-version',
    `expect-cors needs ${name} ${wanted} or newer; this is ${name} ${version}.${remedy}`,
  );
}

/** A pre-release counts as what it leads to. */
function isBefore(version: string, other: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(other)];
  const differing = b.findIndex((number, index) => number !== (a[index] ?? 0));
  return differing !== -1 && (a[differing] ?? 0) < (b[differing] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.split('.', 3).map((part) => Number.parseInt(part, 10));
}
