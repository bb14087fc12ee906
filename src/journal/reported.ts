import type { BrowserName } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import type { CauseId, Culprit } from '../diagnosis/cause.js';
import type { CorsErrorCode } from '../standard/decision.js';

/** Where in the tests something was asserted, as far as it is known. */
export interface Source {
  /** Of the call; relative to the working directory, with slashes. */
  readonly file: string | null;
  readonly line: number | null;
  /** The test by its full name. */
  readonly test: string | null;
  /** The file the runner has begun with, as `file` is. */
  readonly testFile: string | null;
}

/** An exchange without its secrets, and a line that repeats it in a shell. */
export interface ReportedExchange extends Exchange {
  readonly curl: string;
}

/** What one browser decided. */
export interface ReportedVerdict {
  readonly allowed: boolean;
  /** Null where it is allowed, or where the refusal has no name. */
  readonly code: CorsErrorCode | null;
  /** What it prints to its console; null where it prints nothing, and where all is as it should be. */
  readonly says: string | null;
}

/** Something that was asked, and what came out. */
export interface ReportedAnswer {
  /** `PUT /users/1 with content-type: application/json, credentials included`. */
  readonly question: string;
  /** Whether every browser lets the page read. */
  readonly allowed: boolean;
  readonly browsers: Readonly<Partial<Record<BrowserName, ReportedVerdict>>>;
  readonly exchanges: readonly ReportedExchange[];
}

/** Why something is not as it should be. */
export interface ReportedReason {
  readonly code: CorsErrorCode | null;
  readonly cause: CauseId | null;
  /** Null without a cause. */
  readonly certainty: 'certain' | 'likely' | null;
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
  readonly culprit: Culprit | null;
  /** What to change, as text and lines of code; null where nothing is known to change. */
  readonly fix: string | null;
}
