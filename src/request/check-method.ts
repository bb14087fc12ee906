import { UsageError } from '../errors/usage-error.js';
import { isForbiddenMethod, isMethod } from '../standard/method.js';
import { shown } from './check-values.js';

/** @throws {UsageError} `invalid-method`, `forbidden-method`: what `fetch()` throws at. */
export function checkMethod(value: unknown, label = 'method'): string {
  const details = { option: 'method', value };
  if (typeof value !== 'string' || !isMethod(value))
    throw new UsageError(
      'invalid-method',
      `${label} ${shown(value)} is not a method: fetch() throws.`,
      details,
    );
  if (!isForbiddenMethod(value)) return value;
  const message = `${label} ${shown(value)} is forbidden: fetch() throws, so no page can send it.`;
  throw new UsageError('forbidden-method', message, details);
}

/**
 * A method as it is declared: in its own spelling, though `fetch()` would take `get` for `GET`.
 *
 * @throws {UsageError} `invalid-method`, `forbidden-method`.
 */
export function checkDeclaredMethod(value: unknown, label = 'method'): string {
  const method = checkMethod(value, label);
  const suggestion = method.toUpperCase();
  if (method === suggestion) return method;
  const message = `${label} ${shown(method)}: methods are case-sensitive, write ${shown(suggestion)}.`;
  throw new UsageError('invalid-method', message, { option: 'method', value, suggestion });
}
