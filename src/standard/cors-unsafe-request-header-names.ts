import { isCorsSafelistedRequestHeader } from './cors-safelisted-request-header.js';
import { type HeaderList, sortedLowercaseSet } from './header-list.js';
import { fetchStandard, type Implementation } from './implementation.js';
import { byteLowercase, isByteCaseInsensitiveMatch } from './infra.js';

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names: lower-cased, unique, sorted by bytes. */
export function corsUnsafeRequestHeaderNames(
  headers: HeaderList,
  implementation: Implementation = fetchStandard,
): string[] {
  const unsafeNames: string[] = [];
  const potentiallyUnsafeNames: string[] = [];
  let safelistValueSize = 0;
  // 4. Sort the headers into unsafe and potentially unsafe ones.
  for (const [name, value] of headers) {
    if (isCorsSafelistedRequestHeader(name, value, implementation)) {
      potentiallyUnsafeNames.push(name);
      safelistValueSize += value.length;
    } else {
      unsafeNames.push(name);
    }
  }
  // 5. More than 1024 bytes of safelisted values make every one of them unsafe.
  if (safelistValueSize > 1024) unsafeNames.push(...potentiallyUnsafeNames);
  return implementation.repeatedRequestHeaders === 'named-each-time'
    ? unsafeNames.map(byteLowercase).sort()
    : sortedLowercaseSet(unsafeNames);
}

/** https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name: `*` does not cover it. */
export function isCorsNonWildcardRequestHeaderName(name: string): boolean {
  return isByteCaseInsensitiveMatch(name, 'authorization');
}
