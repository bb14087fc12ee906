import { byteLowercase, stripTabOrSpace } from './infra.js';
import { isForbiddenMethod } from './method.js';

const forbiddenNames = new Set(
  (
    'accept-charset accept-encoding access-control-request-headers access-control-request-method connection ' +
    'content-length cookie cookie2 date dnt expect host keep-alive origin referer set-cookie te trailer ' +
    'transfer-encoding upgrade via'
  ).split(' '),
);
const methodOverrides = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

/** https://fetch.spec.whatwg.org/#forbidden-request-header: the browser itself is in control of it. */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lowercased = byteLowercase(name);
  // 1. A name of the list.
  if (forbiddenNames.has(lowercased)) return true;
  // 2. `proxy-` or `sec-`.
  if (lowercased.startsWith('proxy-') || lowercased.startsWith('sec-')) return true;
  // 3. A method override that names a forbidden method.
  return methodOverrides.has(lowercased) && getDecodeAndSplit(value).some(isForbiddenMethod);
}

/** https://fetch.spec.whatwg.org/#header-value-get-decode-and-split: commas inside a quoted string do not split. */
function getDecodeAndSplit(value: string): string[] {
  const values = value.match(/(?:[^",]|"(?:[^"\\]|\\[^])*(?:"|\\?$))+|(?<=,|^)(?=,|$)/g) ?? [''];
  return values.map(stripTabOrSpace);
}
