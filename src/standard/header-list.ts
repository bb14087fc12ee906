import { byteLowercase, isByteCaseInsensitiveMatch } from './infra.js';

/** https://fetch.spec.whatwg.org/#concept-header: name and value as bytes, isomorphically decoded. */
export type Header = readonly [name: string, value: string];

/** https://fetch.spec.whatwg.org/#concept-header-list: ordered, duplicates kept. Never an object. */
export type HeaderList = readonly Header[];

/** Every value of a name, in order. */
export function valuesOf(name: string, list: HeaderList): string[] {
  const values: string[] = [];
  for (const header of list) if (isByteCaseInsensitiveMatch(header[0], name)) values.push(header[1]);
  return values;
}

export function contains(name: string, list: HeaderList): boolean {
  return list.some((header) => isByteCaseInsensitiveMatch(header[0], name));
}

/** https://fetch.spec.whatwg.org/#concept-header-list-get: null, or all values joined with 0x2C 0x20. */
export function get(name: string, list: HeaderList): string | null {
  const values = valuesOf(name, list);
  return values.length < 2 ? (values[0] ?? null) : values.join(', ');
}

/** https://fetch.spec.whatwg.org/#concept-header-list-delete */
export function without(names: readonly string[], list: HeaderList): HeaderList {
  return list.filter((header) => !names.some((name) => isByteCaseInsensitiveMatch(header[0], name)));
}

/** Every name once, in the place and the case of its first line, with its values. */
export function grouped(list: HeaderList): (readonly [name: string, values: string[]])[] {
  const groups = new Map<string, readonly [string, string[]]>();
  for (const [name, value] of list) {
    const key = byteLowercase(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name, [value]]);
    else group[1].push(value);
  }
  return [...groups.values()];
}

/** The same, its values joined with 0x2C 0x20. */
export function combined(list: HeaderList): HeaderList {
  return list.length < 2 ? list : grouped(list).map(([name, values]) => [name, values.join(', ')]);
}

/** https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set */
export function sortedLowercaseSet(names: readonly string[]): string[] {
  const lowercased = names.map(byteLowercase);
  if (lowercased.length < 2) return lowercased;
  return [...new Set(lowercased)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
