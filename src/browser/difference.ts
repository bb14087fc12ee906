import type { Implementation } from '../standard/implementation.js';

/** The engines whose decisions are simulated; `fetch-standard` is the Standard to the letter. */
export type BrowserName = 'chromium' | 'firefox' | 'webkit' | 'fetch-standard';

/** One place where the engines differ from the Standard or from each other, and how it is known. */
export interface Difference<Key extends keyof Implementation> {
  readonly key: Key;
  readonly values: Readonly<Partial<Record<BrowserName, Implementation[Key]>>>;
  readonly evidence: string;
}

/** A row, its value checked against its key. */
export const difference = <Key extends keyof Implementation>(
  key: Key,
  values: Difference<Key>['values'],
  evidence: string,
): Difference<keyof Implementation> => ({ key, values, evidence });
