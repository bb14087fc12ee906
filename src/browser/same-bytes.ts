import type { HeaderList } from '../standard/header-list.js';
import type { HttpRequest } from '../standard/main-fetch.js';

/** Whether two requests are the same to the byte, so that the answer to one is the answer to the other. */
export function isSameBytes(a: HttpRequest, b: HttpRequest): boolean {
  return (
    a.kind === b.kind &&
    a.method === b.method &&
    a.url === b.url &&
    isSameList(a.headerList, b.headerList) &&
    isSameBody(a.body, b.body)
  );
}

function isSameList(a: HeaderList, b: HeaderList): boolean {
  return (
    a.length === b.length &&
    a.every(([name, value], index) => name === b[index]?.[0] && value === b[index]?.[1])
  );
}

function isSameBody(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || Buffer.compare(a, b) === 0;
}
