import type { RequestInitiator } from '../browser/request-initiator.js';
import { UsageError } from '../errors/usage-error.js';
import { combined, contains } from '../standard/header-list.js';
import { noCorsHeaderList } from '../standard/no-cors-safelisted-request-header.js';
import type { Mode, RequestRecord } from '../standard/request.js';
import { extractBody } from './body.js';
import { checkHeaders } from './check-headers.js';
import type { CrossOriginRequest, HeadersInput } from './cross-origin-request.js';

/** What the page asks for, as far as its headers and body follow from it. */
interface Made {
  readonly method: string;
  readonly mode: Mode;
  readonly initiator: RequestInitiator;
}

/**
 * The header list and body `fetch()` or XMLHttpRequest makes, the implied Content-Type included.
 *
 * @throws {UsageError} for headers and bodies no page could send.
 */
export async function checkBody(
  given: CrossOriginRequest,
  { method, mode, initiator }: Made,
  defaultHeaders: HeadersInput = {},
): Promise<Pick<RequestRecord, 'body' | 'headerList' | 'isBodyText'>> {
  // An element sets no headers, whatever is configured.
  const isScript = initiator === 'fetch' || initiator === 'xhr';
  const defaults = isScript ? checkHeaders(defaultHeaders) : [];
  const own = checkHeaders(given.headers ?? {});
  // What the request says itself wins over the defaults.
  const all = [...defaults.filter(([name]) => !contains(name, own)), ...own];
  const kept = mode === 'no-cors' ? noCorsHeaderList(all) : all;
  // setRequestHeader() combines: https://xhr.spec.whatwg.org/#the-setrequestheader()-method.
  const headerList = initiator === 'xhr' ? combined(kept) : kept;
  const { json } = given;
  if (json !== undefined && given.body !== undefined && given.body !== null) {
    throw new UsageError('invalid-value', 'use either `json` or `body`, not both.', { option: 'json' });
  }
  const source = json === undefined ? (given.body ?? null) : serialize(json);
  if (source === null) return { body: null, headerList };
  if (method === 'GET' || method === 'HEAD') {
    throw new UsageError(
      'body-not-allowed',
      `a ${method} request cannot have a body: ${initiator === 'xhr' ? 'XMLHttpRequest drops it' : 'fetch() throws'}. Set a \`method\` such as "POST".`,
      { option: json === undefined ? 'body' : 'json' },
    );
  }
  const { bytes, type } = await extractBody(source);
  const contentType = json === undefined || mode === 'no-cors' ? type : 'application/json';
  const isImplied = contentType !== null && !contains('content-type', headerList);
  return {
    body: bytes,
    headerList: isImplied ? [...headerList, ['Content-Type', contentType]] : headerList,
    isBodyText: typeof source === 'string',
  };
}

function serialize(json: unknown): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    text = JSON.stringify(json);
  } catch (error) {
    cause = error;
  }
  if (text === undefined)
    throw new UsageError('invalid-value', '`json` cannot be serialized as JSON.', { option: 'json', cause });
  return text;
}
