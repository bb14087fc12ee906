import { Buffer } from 'node:buffer';
import { extractBody } from '../../src/request/body.js';
import { isForbiddenRequestHeader } from '../../src/standard/forbidden-request-header.js';
import { combined, contains, type Header } from '../../src/standard/header-list.js';
import { isToken, normalizeHeaderValue } from '../../src/standard/infra.js';
import { isForbiddenMethod, isMethod, normalizeMethod } from '../../src/standard/method.js';
import { noCorsHeaderList } from '../../src/standard/no-cors-safelisted-request-header.js';
import type { RequestRecord } from '../../src/standard/request.js';
import type { Placeholders } from './placeholders.js';
import type { Body, BrowserName, ScriptedRequest } from './scenario.js';

/** What the page's script asks for; null where fetch() or XMLHttpRequest itself throws. */
export async function requestRecord(
  {
    api,
    method,
    headers,
    body,
    credentials,
    mode,
    redirect,
    uploadListener,
    target,
    path,
    suffix,
  }: ScriptedRequest,
  id: string,
  { expand, origin }: Placeholders,
  browser: BrowserName,
): Promise<RequestRecord | null> {
  const normalized = normalizeMethod(method);
  if (!isMethod(method) || isForbiddenMethod(method)) return null;
  if (
    headers.some(
      ([name, value]) => !isToken(name) || /[\0\r\n]|[^\0-\xff]/.test(normalizeHeaderValue(expand(value))),
    )
  )
    return null;
  if (api === 'fetch' && body !== null && ['GET', 'HEAD'].includes(normalized)) return null;
  if (mode === 'no-cors' && !['GET', 'HEAD', 'POST'].includes(normalized)) return null;
  const lines = headers
    .map(([name, value]): Header => [name, normalizeHeaderValue(expand(value))])
    .filter(([name, value]) => !isForbiddenRequestHeader(name, value))
    .map(([name, value]): Header => {
      const isTyped = api === 'xhr' && body?.kind === 'string' && name.toLowerCase() === 'content-type';
      return [name, isTyped ? withUtf8Charset(value, browser) : value];
    });
  // setRequestHeader() combines; a no-cors request keeps only what is safelisted.
  const own: Header[] = [
    ...(api === 'xhr' ? combined(lines) : mode === 'no-cors' ? noCorsHeaderList(lines) : lines),
  ];
  const extracted =
    body === null || ['GET', 'HEAD'].includes(normalized) ? null : await extractBody(bodyInput(body));
  if (extracted?.type != null && !contains('content-type', own)) own.push(['Content-Type', extracted.type]);
  return {
    method: normalized,
    urlList: [new URL(expand(`${target}/${id}/${path}${suffix}`)).href],
    headerList: own,
    body: extracted?.bytes ?? null,
    origin,
    mode: api === 'xhr' ? 'cors' : mode,
    credentialsMode: api === 'xhr' && credentials !== 'include' ? 'same-origin' : credentials,
    redirectMode: api === 'xhr' ? 'follow' : redirect,
    useCorsPreflightFlag: uploadListener,
    initiatorType: api === 'xhr' ? 'xmlhttprequest' : 'fetch',
    redirectCount: 0,
  };
}

/** Whether `utf-8` is written anew as well, as observed. */
const respellsUtf8: Record<BrowserName, boolean> = { chromium: true, firefox: false, webkit: false };

/** https://xhr.spec.whatwg.org/#the-send()-method: a string is sent as UTF-8, whatever other charset was given. */
function withUtf8Charset(value: string, browser: BrowserName): string {
  return value.replace(/(;\s*charset="?)([^";]+)/i, (all, before: string, charset: string) =>
    /^utf-8$/i.test(charset) && !respellsUtf8[browser] ? all : `${before}UTF-8`,
  );
}

function bodyInput({ kind, text, type }: Body): Parameters<typeof extractBody>[0] {
  switch (kind) {
    case 'string':
      return text;
    case 'url-search-params':
      return new URLSearchParams({ field: text });
    case 'form-data': {
      const form = new FormData();
      form.append('field', text);
      return form;
    }
    case 'blob':
      return new Blob([text], { type: type ?? '' });
    case 'array-buffer':
      return new Uint8Array(Buffer.from(text));
  }
}
