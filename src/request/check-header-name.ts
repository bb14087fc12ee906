import { UsageError, type UsageErrorCode } from '../errors/usage-error.js';
import {
  forbiddenResponseHeaderNames,
  safelistedResponseHeaderNames,
} from '../standard/filtered-response.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import { isToken } from '../standard/infra.js';
import { shown } from './check-values.js';

/** Those a page may set to any value, or to most, without permission. */
export const safelistedNames: readonly string[] = ['accept', 'accept-language', 'content-language', 'range'];

/**
 * The name of a header that a page may set, and only after a preflight, in lower case.
 *
 * @throws {UsageError} `invalid-header`, `always-allowed`, `forbidden-header`.
 */
export function checkAskedName(given: unknown, label = 'header'): string {
  const name = checkName(given, label);
  if (safelistedNames.includes(name))
    throw misnamed(
      'always-allowed',
      name,
      `${label} ${shown(given)} is CORS-safelisted: browsers send it without a preflight. Leave it out.`,
    );
  if (!isForbiddenRequestHeader(name, 'x')) return name;
  const advice = name === 'cookie' ? 'Leave it out: cookies go with credentials' : 'Leave it out';
  throw misnamed(
    'forbidden-header',
    name,
    `${label} ${shown(given)} cannot be set by a page: the browser sets it. ${advice}.`,
  );
}

/**
 * The name of a header that a page can read only where it is exposed, in lower case.
 *
 * @throws {UsageError} `invalid-header`, `always-allowed`, `forbidden-header`.
 */
export function checkExposedName(given: unknown, label = 'header'): string {
  const name = checkName(given, label);
  if (safelistedResponseHeaderNames.includes(name))
    throw misnamed(
      'always-allowed',
      name,
      `${label} ${shown(given)} is CORS-safelisted: every page that may read the response may read it. Leave it out.`,
    );
  if (!forbiddenResponseHeaderNames.includes(name)) return name;
  throw misnamed(
    'forbidden-header',
    name,
    `${label} ${shown(given)} can never be read by a page, whatever is exposed. To follow cookies, use createBrowser.`,
  );
}

function checkName(given: unknown, label: string): string {
  if (typeof given === 'string' && isToken(given)) return given.toLowerCase();
  throw misnamed('invalid-header', given, `${label} ${shown(given)} is not a header name.`);
}

function misnamed(code: UsageErrorCode, value: unknown, message: string): UsageError {
  return new UsageError(code, message, { option: 'headers', value });
}
