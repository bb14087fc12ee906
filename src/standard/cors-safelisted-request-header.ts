import { MIMEType } from 'whatwg-mimetype';
import { fetchStandard, type Implementation } from './implementation.js';
import { byteLowercase } from './infra.js';
import { memoized } from './memoize.js';
import { parseSingleRangeHeaderValue } from './single-range-header-value.js';

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */

const corsUnsafeRequestHeaderByte = /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/;
const languageBytes = /^[0-9A-Za-z *,\-.;=]*$/;
const safelistedEssences = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header: decided by the value, not only by the name. */
export function isCorsSafelistedRequestHeader(
  name: string,
  value: string,
  implementation: Implementation = fetchStandard,
): boolean {
  const { moreUnsafeValues, moreSafelistedRequestHeaders } = implementation;
  // 1. At most 128 bytes.
  if (value.length > 128) return false;
  // 2. Switch on the byte-lowercased name.
  const lowercased = byteLowercase(name);
  switch (lowercased) {
    case 'accept':
      return !corsUnsafeRequestHeaderByte.test(value) && moreUnsafeValues.accept?.test(value) !== true;
    case 'accept-language':
    case 'content-language':
      return languageBytes.test(value);
    case 'content-type':
      return (
        !corsUnsafeRequestHeaderByte.test(value) &&
        moreUnsafeValues.contentType?.test(value) !== true &&
        isSafelistedContentType(value)
      );
    case 'range':
      return isSafelistedRange(value, implementation);
    default:
      // A header may have the name of what every object has: `constructor`.
      return (
        Object.hasOwn(moreSafelistedRequestHeaders, lowercased) &&
        moreSafelistedRequestHeaders[lowercased]?.test(value) === true
      );
  }
}

/** Browsers have never emitted `bytes=-500`, so a range without a start is not safelisted. */
function isSafelistedRange(value: string, { rangeSpelling, largestRange }: Implementation): boolean {
  const spelled = rangeSpelling === 'exact' ? value : byteLowercase(value).replace(/([=-])\+(?=\d)/g, '$1');
  const range = parseSingleRangeHeaderValue(spelled);
  if (range === null || range[0] === null) return false;
  return largestRange === null || range.every((bound) => bound === null || bound <= largestRange);
}

/** The essence decides: `text/plain;charset=utf-8` is safelisted, `application/json` is not. */
const isSafelistedContentType = memoized((value: string): boolean => {
  const mimeType = MIMEType.parse(value);
  return mimeType !== null && safelistedEssences.includes(mimeType.essence);
});
