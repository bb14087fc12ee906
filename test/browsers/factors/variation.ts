import type { Answer, HeaderLine, Hop, Scenario } from '../scenario.js';

/** A scenario without its id. */
export type Variation = Omit<Scenario, 'id'>;

export interface Factor {
  /** Lower-case words with dashes: ids are made of it. */
  name: string;
  variations: () => Variation[];
}

export function answer(lines: string[], status = 200, reason = 'OK'): Answer {
  return { status, reason, lines };
}

export const allowOrigin = (value: string): string => `Access-Control-Allow-Origin: ${value}`;
export const allowCredentials = 'Access-Control-Allow-Credentials: true';

/** Allows this request in every browser, with credentials or without. */
export function openHop(method: string, headers: readonly HeaderLine[]): Hop {
  const names = [...new Set([...headers.map(([name]) => name), 'content-type', 'authorization'])];
  return {
    preflight: answer([
      allowOrigin('{origin}'),
      allowCredentials,
      `Access-Control-Allow-Methods: ${method}`,
      `Access-Control-Allow-Headers: ${names.filter((name) => /^[\w-]+$/.test(name)).join(', ')}`,
    ]),
    answer: answer([allowOrigin('{origin}'), allowCredentials]),
  };
}

/** The scenario that one factor at a time is varied from: a plain cross-origin GET that is allowed. */
export function vary(change: Partial<Variation> = {}): Variation {
  const { method = 'GET', headers = [] } = change;
  return {
    page: 'ip4',
    api: 'fetch',
    uploadListener: false,
    target: '{target}',
    path: '0',
    suffix: '',
    method,
    headers,
    body: null,
    credentials: 'same-origin',
    mode: 'cors',
    redirect: 'follow',
    hops: [openHop(method, headers)],
    ...change,
  };
}

/** Every combination of one member of each list. */
export function combine<A, B>(first: readonly A[], second: readonly B[]): [A, B][] {
  return first.flatMap((a) => second.map((b): [A, B] => [a, b]));
}

/** The characters of the bytes from `first` to `last` that may stand within a line: CR and LF would end it. */
export function byteCharacters(first = 0, last = 255): string[] {
  const bytes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return bytes.filter((byte) => byte !== 10 && byte !== 13).map((byte) => String.fromCharCode(byte));
}
