/** A parsed `Range` value: start and end, null where the side was left out. */
export type SingleRange = readonly [start: bigint | null, end: bigint | null];

/**
 * https://fetch.spec.whatwg.org/#simple-range-header-value with allowWhitespace false; null is the Standard's failure.
 * Numbers are compared without loss: 2^63 is a valid start.
 */
export function parseSingleRangeHeaderValue(value: string): SingleRange | null {
  // 2-16. `bytes=`, digits, `-`, digits, end of data.
  const match = /^bytes=([0-9]*)-([0-9]*)$/.exec(value);
  if (match === null) return null;
  const [start, end] = [match[1], match[2]].map((digits) => (digits ? BigInt(digits) : null));
  if (start === undefined || end === undefined) return null;
  // 17. Both null.
  if (start === null && end === null) return null;
  // 18. Start behind end.
  if (start !== null && end !== null && start > end) return null;
  return [start, end];
}
