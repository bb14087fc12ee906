import type { UsageError } from '../../src/index.js';
import { isForbiddenRequestHeader } from '../../src/standard/forbidden-request-header.js';
import type { ScriptedRequest } from './scenario.js';

/** What a page can do and the library refuses: nothing else may be, and no more of it. */
export interface Refused {
  readonly reason: string;
  /** How many of the requests of all scenarios and sequences. */
  readonly count: number;
  /** The refusals it is about; left out: requests the library has no words for. */
  readonly isOf?: (error: UsageError, request: ScriptedRequest) => boolean;
  /** What browsers make of the request, which the library takes. */
  readonly insteadOf?: (request: ScriptedRequest) => ScriptedRequest;
}

const droppedHeader: Refused = {
  reason: 'A header that browsers drop without a word; the library says what to write instead.',
  count: 361,
  isOf: ({ code }) => code === 'forbidden-header',
  insteadOf: (request) => ({
    ...request,
    headers: request.headers.filter(([name, value]) => !isForbiddenRequestHeader(name, value)),
  }),
};

const droppedBody: Refused = {
  reason: 'A body with GET or HEAD, which XMLHttpRequest drops without a word, where fetch() throws.',
  count: 70,
  isOf: ({ code }, { api }) => code === 'body-not-allowed' && api === 'xhr',
  insteadOf: (request) => ({ ...request, body: null }),
};

export const otherServer: Refused = {
  reason: 'A document that asks a second server: a simulated browser has one target.',
  count: 380,
};

export const refused: readonly Refused[] = [droppedHeader, droppedBody, otherServer];

/** Where the library refuses more, or less, than is listed. */
export function unlisted(found: ReadonlyMap<Refused, readonly string[]>): string[] {
  return refused.flatMap((row) => {
    const ids = found.get(row) ?? [];
    if (ids.length === row.count) return [];
    const some = ids.slice(0, 5).join(' ');
    return [`${String(ids.length)} refused, not ${String(row.count)} (${row.reason}): ${some}`];
  });
}
