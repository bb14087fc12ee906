import { stripTabOrSpace } from './infra.js';

const largest = 2n ** 63n;

/**
 * `Range` as Chromium's HTTP cache writes it anew: one range of bytes, read leniently, in plain decimals. What is anything
 * else is left as it is.
 */
export function rewrittenRange(value: string): string {
  const [, list] = /^[\t ]*bytes[\t ]*=(.*)$/is.exec(value) ?? [];
  const ranges = (list ?? '')
    .split(',')
    .map(stripTabOrSpace)
    .filter((range) => range !== '');
  const [, first, last] =
    /^(?:\+?0*(\d{1,19}))?[\t ]*-[\t ]*(?:\+?0*(\d{1,19}))?$/.exec(ranges[0] ?? '') ?? [];
  if (ranges.length !== 1 || (first === undefined && last === undefined)) return value;
  const [from, to] = [first, last].map((digits) => (digits === undefined ? null : BigInt(digits)));
  const isTooLarge = (number: bigint | null | undefined): boolean => (number ?? 0n) >= largest;
  if (isTooLarge(from) || isTooLarge(to)) return value;
  const isNothing = from == null ? to === 0n : to != null && to < from;
  return isNothing ? value : `bytes=${from?.toString() ?? ''}-${to?.toString() ?? ''}`;
}
