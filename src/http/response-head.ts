import { type Header, type HeaderList } from '../standard/header-list.js';
import { stripTabOrSpace } from '../standard/infra.js';

/** The head of an HTTP response: bytes isomorphically decoded, header lines in order, duplicates kept. */
export interface ResponseHead {
  readonly status: number;
  readonly headerList: HeaderList;
}

/** Node's flat `rawHeaders` as a header list. */
export function headerListFromRaw(rawHeaders: readonly string[]): HeaderList {
  const list: Header[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    list.push([rawHeaders[index] ?? '', stripTabOrSpace(rawHeaders[index + 1] ?? '')]);
  }
  return list;
}

/**
 * Reads a head as browsers do where Node's strict parser gives up: bare line feeds, control bytes in values, obsolete
 * folding, lines without a colon, a blank before the colon (kept in the name). Null if it is no HTTP head, or not whole.
 */
export function parseResponseHead(bytes: Buffer): ResponseHead | null {
  const text = bytes.toString('latin1');
  let start = 0;
  for (const { 0: blankLine, index: end } of text.matchAll(/\r?\n\r?\n/g)) {
    const head = text.slice(start, end);
    const [statusLine = '', ...lines] = head.split(/\r?\n/);
    const status = /^HTTP\/[0-9.]+ +([1-9][0-9]{2})(?![0-9])/i.exec(statusLine)?.[1];
    if (status === undefined || status === '101' || head.includes('\0')) return null;
    if (!status.startsWith('1')) {
      const headerList = unfold(lines).flatMap(headerOf);
      return isAmbiguous(headerList) ? null : { status: Number(status), headerList };
    }
    // Informational heads come before the real one.
    start = end + blankLine.length;
  }
  return null;
}

/** Two different lengths are taken for response splitting, unless the body is chunked and has no need of them. */
function isAmbiguous(headerList: HeaderList): boolean {
  const valuesOf = (wanted: string): string[] =>
    headerList.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const chunked = valuesOf('transfer-encoding').some((value) => value.toLowerCase() === 'chunked');
  return !chunked && new Set(valuesOf('content-length')).size > 1;
}

/** A line that starts with a blank continues the one before; as the first line it is ignored. */
function unfold(lines: readonly string[]): string[] {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (!/^[\t ]/.test(line)) unfolded.push(line);
    else if (unfolded.length > 0) unfolded.push(`${unfolded.pop() ?? ''} ${stripTabOrSpace(line)}`);
  }
  return unfolded;
}

function headerOf(line: string): Header[] {
  const colon = line.indexOf(':');
  return colon > 0 ? [[line.slice(0, colon), stripTabOrSpace(line.slice(colon + 1))]] : [];
}
