import type { BrowserName } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import type { CauseId, Culprit } from '../diagnosis/cause.js';
import type { CorsErrorCode } from '../standard/decision.js';

/** Where in the tests something was asserted, as far as it is known. */
export interface Source {
  /** Of the call; relative to the working directory, with slashes. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** The test by its full name. */
  readonly test: string | null;
  /** The file the runner has begun with, as `file` is. */
  readonly testFile: string | null;
}

/** An exchange without its secrets, and a line that repeats it in a shell. */
export interface ReportedExchange extends Exchange {
  /** For a POSIX shell. */
  readonly curl: string;
}

/** What one browser decided. */
export interface ReportedVerdict {
  /** Whether the page may read. */
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
  /** What each browser decided. */
  readonly browsers: Readonly<Partial<Record<BrowserName, ReportedVerdict>>>;
  /** What was sent and came back, in order. */
  readonly exchanges: readonly ReportedExchange[];
}

/** Why something is not as it should be. */
export interface ReportedReason {
  /** The browser's name for it; null where there is none. */
  readonly code: CorsErrorCode | null;
  /** What in the app made it so; null where it is not known. */
  readonly cause: CauseId | null;
  /** Null without a cause. */
  readonly certainty: 'certain' | 'likely' | null;
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
  /** The code behind it; null where it is not known. */
  readonly culprit: Culprit | null;
  /** What to change, as text and lines of code; null where nothing is known to change. */
  readonly fix: string | null;
}
