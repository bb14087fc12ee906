import { isCorsSafelistedRequestHeader } from './cors-safelisted-request-header.js';
import { get, type Header, type HeaderList } from './header-list.js';
import { fetchStandard, type Implementation } from './implementation.js';
import { byteLowercase } from './infra.js';

const safelistedNames = ['accept', 'accept-language', 'content-language', 'content-type'];

/** https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header: no Range, unlike with CORS. */
export function isNoCorsSafelistedRequestHeader(
  name: string,
  value: string,
  implementation: Implementation = fetchStandard,
): boolean {
  return (
    safelistedNames.includes(byteLowercase(name)) &&
    isCorsSafelistedRequestHeader(name, value, implementation)
  );
}

/**
 * https://fetch.spec.whatwg.org/#concept-headers-append for each header, guard "request-no-cors": what is left of the
 * page's headers in mode "no-cors". The rest is dropped without a word.
 * Precondition: values are normalized.
 */
export function noCorsHeaderList(
  headers: HeaderList,
  implementation: Implementation = fetchStandard,
): HeaderList {
  return headers.reduce<Header[]>((list, [name, value]) => {
    // 3.1-3.3. The value as it would be, combined with those before it.
    const before = get(name, list);
    const temporaryValue = before === null ? value : `${before}, ${value}`;
    // 3.4 and 4. All of it has to be safelisted.
    return isNoCorsSafelistedRequestHeader(name, temporaryValue, implementation)
      ? [...list, [name, value]]
      : list;
  }, []);
}
