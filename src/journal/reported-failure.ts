import { stripVTControlCharacters } from 'node:util';
import type { RunnerState } from '../runner/runner-state.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { ExchangeError } from '../errors/exchange-error.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { ExpectCorsError } from '../errors/expect-cors-error.js';
import { type CallSite, placedAt } from '../runner/call-site.js';
import { UsageError } from '../errors/usage-error.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { isJournalKept, record } from './journal.js';
import { reportedAnswer } from './reported-answer.js';
import { reasonIn } from './reported-reason.js';
import type { ReportedAnswer, ReportedReason, Source } from './reported.js';
import { sourceOf } from './source.js';

/** An assertion that failed. */
export interface ReportedFailure extends ReportedReason {
  /** `assertion`: the app is not as expected. The others prove nothing about the app. */
  readonly kind: 'assertion' | 'misuse' | 'no-evidence' | 'inconclusive';
  /** `expect(app).not.toAllowOrigin(expected)`. */
  readonly title: string;
  /** The whole message, as the runner shows it, without colours. */
  readonly message: string;
  /** Where it stands. */
  readonly source: Source;
  /** What the message is about; null where nothing was asked. */
  readonly answer: ReportedAnswer | null;
}

/** What a failure is about. */
export interface Reason {
  readonly outcome: FetchOutcome;
  readonly diagnosis?: Diagnosis | undefined;
}

export interface Asserted {
  /** Which assertion it is. Default: the first line of the message. */
  readonly title?: string | undefined;
  readonly site: CallSite;
  readonly state?: RunnerState | undefined;
}

/** Writes down why an assertion is neither kept nor broken; what is no error of ours the runner tells alone. */
export function recordError(error: unknown, asserted: Asserted): void {
  const { kind } = kinds.find(({ type }) => error instanceof type) ?? {};
  if (kind !== undefined) recordFailure({ kind, message: (error as Error).message, ...asserted });
}

const kinds = [
  { type: UsageError, kind: 'misuse' },
  { type: ExchangeError, kind: 'no-evidence' },
  { type: InconclusiveError, kind: 'inconclusive' },
] as const;

/** The error, written down, which points at the line that asserted; what is no error of ours as it is. */
export function recordedAt(error: unknown, asserted: Asserted): unknown {
  if (!(error instanceof ExpectCorsError)) return error;
  recordError(error, asserted);
  return placedAt(error, asserted.site);
}

export interface Failed extends Asserted {
  readonly kind?: ReportedFailure['kind'];
  /** As the runner shows it. */
  readonly message: string;
  readonly reason?: Reason | undefined;
}

/** Writes a failure down, where a reporter asked for it. */
export function recordFailure({ kind = 'assertion', message, title, site, state, reason }: Failed): void {
  if (!isJournalKept()) return;
  const text = stripVTControlCharacters(message);
  const failure: ReportedFailure = {
    kind,
    title: title ?? text.split('\n')[0] ?? '',
    message: text,
    source: sourceOf(site, state),
    code: reason?.outcome.code ?? null,
    ...reasonIn(reason?.diagnosis),
    answer: reason === undefined ? null : reportedAnswer(reason.outcome, { isTold: true }),
  };
  record({ kind: 'failure', failure });
}
