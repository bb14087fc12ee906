import type { Implementation } from '../standard/implementation.js';
import type { BrowserName } from './browser-name.js';

/** One place where the engines differ from the Standard or from each other, and how it is known. */
export interface Difference<Key extends keyof Implementation> {
  readonly key: Key;
  readonly values: Readonly<Partial<Record<BrowserName, Implementation[Key]>>>;
  readonly evidence: string;
}

/** One row of a table. */
export const difference = <Key extends keyof Implementation>(
  key: Key,
  values: Difference<Key>['values'],
  evidence: string,
): Difference<keyof Implementation> => ({ key, values, evidence });
