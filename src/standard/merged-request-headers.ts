import { grouped, type HeaderList } from './header-list.js';
import type { Implementation } from './implementation.js';
import { byteLowercase } from './infra.js';
import type { RequestRecord } from './request.js';

/**
 * Every name once, as an implementation that merges lines sends them: an empty value makes void what is in front of it,
 * and of a singleton's values the last stays. The first `Content-Type` goes with a body, unless a redirect sends it.
 */
export function merged(
  { headerList, body, redirectCount }: RequestRecord,
  { singletons }: NonNullable<Implementation['mergesRequestHeaders']>,
): HeaderList {
  return grouped(headerList).map(([name, values]) => {
    const lower = byteLowercase(name);
    if (lower === 'content-type' && body !== null && redirectCount === 0) return [name, values[0] ?? ''];
    const join = (before: string, value: string): string =>
      value === '' || before === '' || singletons.includes(lower) ? value : `${before}, ${value}`;
    return [name, values.reduce(join, '')];
  });
}
