import type { HeaderList } from '../standard/header-list.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';

/** How often these bytes were sent. */
export function timesSent(request: HttpRequest, sent: readonly HttpRequest[]): number {
  let times = 0;
  for (const one of sent) if (isSameBytes(one, request)) times += 1;
  return times;
}

/** What is known of these bytes, after so many others that are the same. */
export function nthOfSame<Known extends { readonly request: HttpRequest }>(
  request: HttpRequest,
  before: number,
  known: readonly Known[],
): Known | undefined {
  let left = before;
  for (const one of known) {
    if (!isSameBytes(one.request, request)) continue;
    if (left === 0) return one;
    left -= 1;
  }
  return undefined;
}

/** Whether two requests are the same to the byte, the browser's name and its like aside, so that the response to one is the response to the other. */
function isSameBytes(a: HttpRequest, b: HttpRequest): boolean {
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
