import { UsageError } from '../errors/usage-error.js';
import { enumerate, nearest } from '../text/sentence.js';
import type { CrossOriginRequest } from './cross-origin-request.js';

/** Defaults for every request of a test file, and how failures are shown. */
export interface Configuration extends Pick<
  CrossOriginRequest,
  'origin' | 'headers' | 'credentials' | 'servedAt' | 'browsers' | 'timeout' | 'control'
> {
  /** Shows secrets (authorization, cookies, query values) in messages. Default false. */
  readonly reveal?: boolean;
}

const keys: readonly (keyof Configuration)[] = [
  'origin',
  'headers',
  'credentials',
  'servedAt',
  'browsers',
  'timeout',
  'control',
  'reveal',
];

// Behind a global symbol, so that two copies of the package (CommonJS and ESM) share it. Test runners give every test
// file a global object of its own, so it lasts for one file.
const slot = Symbol.for('expect-cors.configuration');
const store = globalThis as { [slot]?: Configuration };

/**
 * Sets defaults for the requests of this test file; what a request says itself wins. Calls add up, `undefined` clears.
 *
 * @throws {UsageError} `unknown-key`; values are checked when a request is made.
 * @example
 * configure({ origin: 'https://app.example', credentials: 'include' });
 */
export function configure(configuration: Configuration): void {
  if (typeof configuration !== 'object' || configuration === null) {
    const given = configuration === null ? 'null' : typeof configuration;
    throw new UsageError(
      'invalid-value',
      `configure() takes an object such as { origin, credentials }, not ${given}.`,
    );
  }
  checkKeys(configuration, keys, 'configure()');
  store[slot] = { ...store[slot], ...configuration };
}

/** Forgets everything `configure` has set. */
export function resetConfiguration(): void {
  store[slot] = {};
}

export function configured(): Configuration {
  return store[slot] ?? {};
}

/** @throws {UsageError} `unknown-key`, with the nearest known key. */
export function checkKeys(value: object, known: readonly string[], where: string): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const suggestion = nearest(key, known);
    const advice =
      suggestion === undefined ? `It knows ${enumerate(known)}.` : `Did you mean "${suggestion}"?`;
    throw new UsageError('unknown-key', `"${key}" is unknown in ${where}. ${advice}`);
  }
}
