import { UsageError } from '../errors/usage-error.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import type { Header } from '../standard/header-list.js';
import { isToken, normalizeHeaderValue } from '../standard/infra.js';
import type { HeadersInput } from './cross-origin-request.js';

const override = 'It names a method that no page may use.';

/** What to write instead of a header the browser itself controls. */
const instead: Readonly<Partial<Record<string, string>>> = {
  cookie: 'Use `cookies`.',
  origin: 'Use `origin`.',
  'access-control-request-method': 'Use `method`: the preflight is derived from it.',
  'access-control-request-headers': 'Use `headers`: the preflight is derived from them.',
  host: 'Use `servedAt`.',
  'x-http-method': override,
  'x-http-method-override': override,
  'x-method-override': override,
};

/**
 * The header list `fetch()` would build from `init.headers`.
 *
 * @throws {UsageError} `invalid-header` or `forbidden-header`.
 */
export function checkHeaders(input: HeadersInput): Header[] {
  const isIterable = Symbol.iterator in Object(input);
  if (typeof input !== 'object' || input === null) {
    throw new UsageError(
      'invalid-header',
      'headers must be an object, an array of [name, value] pairs, or a Headers object.',
      { option: 'headers' },
    );
  }
  const pairs: unknown[] = isIterable ? [...(input as Iterable<unknown>)] : Object.entries(input);
  return pairs.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      const kind = typeof pair === 'object' ? 'an object' : `a ${typeof pair}`;
      const given = Array.isArray(pair) ? `a list of ${String(pair.length)}` : kind;
      throw new UsageError('invalid-header', `headers must be [name, value] pairs, not ${given}.`, {
        option: 'headers',
      });
    }
    return checkHeader(...(pair as [unknown, unknown]));
  });
}

function checkHeader(name: unknown, value: unknown): Header {
  if (typeof name !== 'string' || !isToken(name)) {
    throw new UsageError('invalid-header', `${JSON.stringify(name)} is not a header name: fetch() throws.`, {
      option: 'headers',
    });
  }
  if (typeof value !== 'string') {
    throw new UsageError(
      'invalid-header',
      `header "${name}" must have a string as its value, not ${value === null ? 'null' : typeof value}.`,
      { option: 'headers' },
    );
  }
  const normalized = normalizeHeaderValue(value);
  if (/[\0\r\n]|[^\0-\xff]/.test(normalized)) {
    throw new UsageError(
      'invalid-header',
      `header "${name}" contains a line break, NUL or a character beyond Latin-1: fetch() throws.`,
      { option: 'headers' },
    );
  }
  if (isForbiddenRequestHeader(name, normalized)) {
    const advice = instead[name.toLowerCase()] ?? 'The browser sets it.';
    throw new UsageError(
      'forbidden-header',
      `header "${name}" cannot be set by a page: browsers drop it. ${advice}`,
      { option: 'headers' },
    );
  }
  return [name, normalized];
}
