import { isObject } from '../contract/faults.js';
import { UsageError } from '../errors/usage-error.js';
import type { HeaderList } from '../standard/header-list.js';
import { isToken } from '../standard/infra.js';
import { parseUrl } from '../text/parse-url.js';

/** A request in a recording. */
export interface HarEntry {
  readonly method: string;
  readonly url: URL;
  readonly requestHeaders: HeaderList;
  /** 0 where there was no response, or the browser kept it to itself. */
  readonly status: number;
  readonly responseHeaders: HeaderList;
  /** The body of the response, or an empty string. */
  readonly text: string;
  /** What asked for it, as Chromium names it: `fetch`, `preflight`, `image`. Undefined elsewhere. */
  readonly type: string | undefined;
  /** Chromium's name for what went wrong: `net::ERR_FAILED`. */
  readonly error: string;
  /** The title of its page, which is a URL where the browser has nothing better. */
  readonly page: unknown;
}

/** A recording as the devtools of a browser export it, HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/ */
export interface Har {
  readonly entries: readonly HarEntry[];
  /** How many entries lack something that each has, or hold something else in its place. */
  readonly unreadable: number;
}

/**
 * @param name That of the file.
 * @throws {UsageError} `invalid-value`, naming the place.
 */
export function harFrom(data: unknown, name: string): Har {
  const log = isObject(data) ? data.log : undefined;
  // What is there instead is not quoted: it may be long, and secret.
  if (!isObject(log)) throw new UsageError('invalid-value', `${name} is not a HAR: log is not an object.`);
  const { entries, pages } = log;
  if (!Array.isArray(entries))
    throw new UsageError('invalid-value', `${name} is not a HAR: log.entries is not a list.`);
  if (entries.length === 0)
    throw new UsageError(
      'invalid-value',
      `${name} holds no request. Load the page again while its devtools are open.`,
    );
  const titles = new Map(
    (Array.isArray(pages) ? pages : []).filter(isObject).map(({ id, title }) => [id, title] as const),
  );
  const read = entries.flatMap((entry) => entryFrom(entry, titles) ?? []);
  return { entries: read, unreadable: entries.length - read.length };
}

function entryFrom(entry: unknown, titles: ReadonlyMap<unknown, unknown>): HarEntry | undefined {
  if (!isObject(entry) || !isObject(entry.request) || !isObject(entry.response)) return undefined;
  const { request, response } = entry;
  const url = typeof request.url === 'string' ? parseUrl(request.url) : undefined;
  const requestHeaders = headersFrom(request.headers);
  const responseHeaders = headersFrom(response.headers);
  if (url === undefined || requestHeaders === undefined || responseHeaders === undefined) return undefined;
  if (typeof request.method !== 'string' || typeof response.status !== 'number') return undefined;
  const content = isObject(response.content) ? response.content : {};
  return {
    method: request.method,
    url,
    requestHeaders,
    status: response.status,
    responseHeaders,
    text: typeof content.text === 'string' && content.encoding !== 'base64' ? content.text : '',
    type: typeof entry._resourceType === 'string' ? entry._resourceType : undefined,
    error: typeof response._error === 'string' ? response._error : '',
    page: titles.get(entry.pageref),
  };
}

/** Without what is not a header: HTTP/2 has `:authority` and the like. */
function headersFrom(headers: unknown): HeaderList | undefined {
  if (!Array.isArray(headers)) return undefined;
  return headers.flatMap((header: unknown) => {
    if (!isObject(header)) return [];
    const { name, value } = header;
    return typeof name === 'string' && typeof value === 'string' && isToken(name)
      ? [[name, value] as const]
      : [];
  });
}
