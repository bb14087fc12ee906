import { UsageError } from '../errors/usage-error.js';
import { shown } from '../request/check-values.js';

/** What the tests of a contract are grouped under, and what a report calls it. */
export const defaultName = 'CORS contract';

/** @throws {UsageError} `invalid-value`. */
export function checkContractName(name: unknown): void {
  if (name === undefined || (typeof name === 'string' && name !== '')) return;
  throw new UsageError('invalid-value', `the name of a contract is a text, not ${shown(name)}.`);
}
