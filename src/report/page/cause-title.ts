import { wordFor } from './markup.js';
import type { CellKind } from '../../contract/contract-report.js';
import type { ReportedCell } from '../../contract/reported-contract.js';

const otherwise: Readonly<Record<string, string>> = {
  'localhost-is-not-127-0-0-1': 'localhost is not 127.0.0.1',
  'null-is-allowed': '"null" is allowed',
  'cached-without-vary-origin': 'Cached without Vary: Origin',
};

/** `no-cors-headers` -> `No CORS headers`: the name of a cause, for reading. */
export function causeTitle(cause: string): string {
  const words = cause.replaceAll('-', ' ').replace(/\bcors\b/g, 'CORS');
  return Object.hasOwn(otherwise, cause)
    ? wordFor(otherwise, cause)
    : words.charAt(0).toUpperCase() + words.slice(1);
}

const withoutCause: Readonly<Record<CellKind, string>> = {
  allowed: 'Blocked, but the contract allows it',
  refused: 'Allowed, but the contract rejects it',
  'no-credentials': 'Allowed with credentials, which are not declared',
  exposed: 'Headers that pages may not read',
  'max-age': 'Preflights are not cached as long as declared',
  'no-other-methods': 'Methods that are not declared',
  'no-other-headers': 'Request headers that are not declared',
};

export function cellTitle({ kind, finding }: ReportedCell): string {
  return finding?.cause == null ? wordFor(withoutCause, kind) : causeTitle(finding.cause);
}
