import { type Header, type HeaderList } from '../standard/header-list.js';
import { stripTabOrSpace } from '../standard/infra.js';
import { isInformational, startOfHead, statusIn } from './head-scanner.js';

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
 * Reads a head as browsers do where Node's strict parser gives up: junk of up to four bytes before it, no status or no
 * text behind it, any line ends, control bytes in values, obsolete folding, lines without a colon, a blank before the
 * colon (kept in the name). Null if it is no HTTP head, or not whole.
 */
export function parseResponseHead(bytes: Buffer): ResponseHead | null {
  const head = finalHead(bytes.toString('latin1'));
  if (head === null) return null;
  const status = statusIn(head);
  if (Number.isNaN(status) || status < 200) return null;
  const [, ...lines] = head.split(/[\r\n]+/);
  const headerList = unfold(lines).flatMap(headerOf);
  return isAmbiguous(headerList) ? null : { status, headerList };
}

/** Informational heads come before it. */
function finalHead(text: string): string | null {
  const emptyLine = /\n\r?\n/g;
  for (let at = 0; ; at = emptyLine.lastIndex) {
    const start = startOfHead(text.slice(at));
    if (start < 0) return null;
    emptyLine.lastIndex = at + start;
    const end = emptyLine.exec(text)?.index;
    if (end === undefined) return null;
    const head = text.slice(at + start, end);
    if (head.includes('\0')) return null;
    if (!isInformational(head)) return head;
  }
}

/** Two different lengths are taken for response splitting, unless the body is chunked and has no need of them. */
function isAmbiguous(headerList: HeaderList): boolean {
  const valuesOf = (wanted: string): string[] =>
    headerList.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const chunked = valuesOf('transfer-encoding').some((value) => value.toLowerCase() === 'chunked');
  return !chunked && new Set(valuesOf('content-length')).size > 1;
}

/** A line that starts with a blank continues the one before, if that is a header; else it is ignored. */
function unfold(lines: readonly string[]): string[] {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (!/^[\t ]/.test(line)) unfolded.push(line);
    else if ((unfolded.at(-1) ?? '').includes(':'))
      unfolded.push(`${unfolded.pop() ?? ''} ${stripTabOrSpace(line)}`);
  }
  return unfolded;
}

function headerOf(line: string): Header[] {
  const colon = line.indexOf(':');
  return colon > 0 ? [[line.slice(0, colon), stripTabOrSpace(line.slice(colon + 1))]] : [];
}
