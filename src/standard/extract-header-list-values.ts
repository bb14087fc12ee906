import { type HeaderList, valuesOf } from './header-list.js';
import { isToken, stripTabOrSpace } from './infra.js';
import { memoized } from './memoize.js';

/** Null (no such header), failure (one that cannot be parsed) and a value are three different things. */
export const failure = Symbol('failure');
export type Extracted<Value> = Value | null | typeof failure;

/**
 * https://fetch.spec.whatwg.org/#extract-header-list-values for the `#method` and `#field-name` headers. Lines are
 * taken together, empty elements are skipped (RFC 9110 section 5.6.1), one element that is no token is failure.
 */
export function extractTokens(name: string, list: HeaderList): Extracted<string[]> {
  const lines = valuesOf(name, list);
  if (lines.length === 0) return null;
  const tokens = tokensOf(lines.join(','));
  return tokens === failure ? failure : [...tokens];
}

const tokensOf = memoized((value: string): readonly string[] | typeof failure => {
  const elements = value
    .split(',')
    .map(stripTabOrSpace)
    .filter((element) => element !== '');
  return elements.every(isToken) ? elements : failure;
});

/** The same for `Access-Control-Max-Age = delta-seconds`: a single header of digits only. */
export function extractDeltaSeconds(name: string, list: HeaderList): Extracted<number> {
  const lines = valuesOf(name, list);
  const [line] = lines;
  if (line === undefined) return null;
  return lines.length === 1 && /^[0-9]+$/.test(line) ? Number(line) : failure;
}
