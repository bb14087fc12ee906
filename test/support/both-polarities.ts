import { expect } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { ExchangeError } from '../../src/errors/exchange-error.js';
import { InconclusiveError } from '../../src/errors/inconclusive-error.js';
import { UsageError } from '../../src/errors/usage-error.js';
import type { CorsMatchers } from '../../src/matchers/types.js';

export type Assert = (subject: CorsMatchers) => Promise<void>;

/** What an assertion comes to: `passes`, `fails`, or the code of the error that is thrown. */
export interface Said {
  readonly kind: 'passes' | 'fails' | 'misuse' | 'no evidence';
  readonly code?: string;
  /** The whole message as read on a terminal without colours. */
  readonly message: string;
}

/** The assertion as it is, and under `.not`. */
export async function bothPolarities(subject: unknown, assert: Assert): Promise<readonly [Said, Said]> {
  return [await said(() => assert(expect(subject))), await said(() => assert(expect(subject).not))];
}

/** `passes` as it is, `.not` under `.not` only, `neither` or (which is always wrong) `both`. */
export function passing([plain, not]: readonly [Said, Said]): 'passes' | '.not' | 'neither' | 'both' {
  if (plain.kind === 'passes') return not.kind === 'passes' ? 'both' : 'passes';
  return not.kind === 'passes' ? '.not' : 'neither';
}

/** Whatever is neither a failed assertion nor one of the library's own errors goes through. */
export async function said(assertion: () => Promise<unknown>): Promise<Said> {
  try {
    await assertion();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = stripVTControlCharacters(error.message);
    const own = { message: `${error.name}: ${message}` };
    if (error instanceof UsageError) return { kind: 'misuse', code: error.code, ...own };
    if (error instanceof ExchangeError || error instanceof InconclusiveError)
      return { kind: 'no evidence', code: error.code, ...own };
    if ('matcherResult' in error) return { kind: 'fails', message };
    throw error;
  }
  return { kind: 'passes', message: 'passes' };
}
