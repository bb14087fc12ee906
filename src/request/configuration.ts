import { UsageError } from '../errors/usage-error.js';
import { configuration as stored } from '../state/shared-state.js';
import { keysOf } from '../text/keys-of.js';
import { enumerate, nearest } from '../text/sentence.js';
import { checkFlag, checkObject, oneOf } from './check-values.js';
import type { CrossOriginRequest } from './cross-origin-request.js';
import { type WarningId, warningIds } from './warning-id.js';

/** Defaults for every request of a test file, and how failures are shown. */
export interface Configuration extends Pick<
  CrossOriginRequest,
  'origin' | 'headers' | 'credentials' | 'servedAt' | 'browsers' | 'timeout'
> {
  /** An origin that must be allowed for the same request, so that a rejection proves something. */
  readonly control?: string | null | undefined;
  /** Which warnings make an assertion fail that would pass: all (`error`), or some by id. Default none. */
  readonly warnings?: 'error' | readonly WarningId[] | undefined;
  /**
   * Whether a failing assertion may send extra requests, for other origins, to find the cause (`contrast`); `passive` does
   * without them. Default `contrast`.
   */
  readonly diagnose?: 'contrast' | 'passive' | undefined;
  /** Whether messages show every exchange with all its headers, and every browser's words. Default false. */
  readonly verbose?: boolean | undefined;
  /** Shows secrets (authorization, cookies, query values) in messages and reports. Default false. */
  readonly reveal?: boolean | undefined;
}

const keys = keysOf<Configuration>({
  origin: true,
  headers: true,
  credentials: true,
  servedAt: true,
  browsers: true,
  timeout: true,
  control: true,
  warnings: true,
  diagnose: true,
  verbose: true,
  reveal: true,
});

const store = (): { current: Configuration } => stored<Configuration>();

/**
 * Sets defaults for the requests of this test file; what a request says itself wins. Calls are merged; `undefined` clears a value.
 *
 * @throws {UsageError} `unknown-key`, `invalid-value`; defaults of a request are checked when one is made.
 * @example
 * configure({ origin: 'https://app.example', credentials: 'include' });
 */
export function configure(configuration: Configuration): void {
  checkObject('the configuration', configuration, '{ origin, credentials }');
  checkKeys(configuration, keys, 'configure()');
  const { warnings, diagnose, verbose, reveal } = configuration;
  // The others are checked with the request they are defaults of.
  if (warnings !== undefined) checkWarnings(warnings);
  if (diagnose !== undefined) oneOf('diagnose', diagnose, ['contrast', 'passive']);
  if (verbose !== undefined) checkFlag('verbose', verbose);
  if (reveal !== undefined) checkFlag('reveal', reveal);
  store().current = { ...configured(), ...configuration };
}

function checkWarnings(warnings: 'error' | readonly WarningId[]): void {
  if (Array.isArray(warnings)) for (const id of warnings as string[]) oneOf('warnings', id, warningIds);
  else oneOf('warnings', warnings as string, ['error']);
}

/** Forgets everything `configure` has set. */
export function resetConfiguration(): void {
  store().current = {};
}

export function configured(): Configuration {
  return store().current;
}

/** @throws {UsageError} `unknown-key`, with the nearest known key. */
export function checkKeys(value: object, known: readonly string[], where: string): void {
  for (const option of Object.keys(value)) {
    if (known.includes(option)) continue;
    const suggestion = nearest(option, known);
    const advice =
      suggestion === undefined ? `Known keys are ${enumerate(known)}.` : `Did you mean "${suggestion}"?`;
    const message = `"${option}" is unknown in ${where}. ${advice}`;
    throw new UsageError('unknown-key', message, { option, suggestion });
  }
}
