import { UsageError } from '../errors/usage-error.js';
import { checkFlag, oneOf } from './check-values.js';
import type { CrossOriginRequest, Initiator } from './cross-origin-request.js';

/**
 * Who asks. XMLHttpRequest has fewer choices than `fetch()`: https://xhr.spec.whatwg.org/#the-send()-method, step 8.
 *
 * @throws {UsageError} `invalid-value` for what the initiator cannot do.
 */
export function checkInitiator(given: Omit<CrossOriginRequest, 'control'>): Initiator {
  const initiator = oneOf('initiator', given.initiator ?? 'fetch', ['fetch', 'xhr']);
  const uploadListener = checkFlag('uploadListener', given.uploadListener ?? false);
  if (initiator === 'fetch') {
    if (!uploadListener) return initiator;
    throw new UsageError('invalid-value', 'only XMLHttpRequest has upload events. Add `initiator: "xhr"`.', {
      option: 'initiator',
      suggestion: 'xhr',
    });
  }
  if (given.credentials === 'omit') {
    throw new UsageError(
      'invalid-value',
      'XMLHttpRequest cannot omit credentials: withCredentials is false ("same-origin") or true ("include").',
      { option: 'credentials', value: 'omit', suggestion: 'same-origin' },
    );
  }
  for (const [key, only] of [
    ['mode', 'cors'],
    ['redirect', 'follow'],
  ] as const) {
    if (given[key] === undefined || given[key] === only) continue;
    throw new UsageError(
      'invalid-value',
      `XMLHttpRequest has no ${key} option: it is always "${only}". Leave \`${key}\` out.`,
      { option: key, value: given[key] },
    );
  }
  return initiator;
}
