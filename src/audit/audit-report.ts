import type { Exchange } from '../browser/transcript.js';
import type { HostileFamily, Owner, SentBy, Severity } from './hostile-origin.js';
import type { Level } from './level.js';
import type { ResponseRuleId } from './response-rule.js';

/** What lets a hostile origin in: a family of them, or an answer that needs no guess. */
export type OriginFindingId =
  | HostileFamily
  | 'any-origin' // Access-Control-Allow-Origin: *
  | 'null-fallback'; // strangers are answered `Access-Control-Allow-Origin: null`

/** One thing an audit found, with one answer that shows it. Plain data. */
export interface AuditFinding {
  readonly id: OriginFindingId | ResponseRuleId;
  readonly level: Level;
  /** How much an attacker gets; null where it is about the answers and not about who is let in. */
  readonly severity: Severity | null;
  /** Where it shows. */
  readonly paths: readonly string[];
  /** The origin that shows it; null where none was sent. */
  readonly origin: string | null;
  /** Who can have a page there; only for origins that are let in. */
  readonly owner?: Owner;
  readonly sentBy?: SentBy;
  /** Whether a page there also reads with the user's cookies. */
  readonly withCredentials: boolean;
  /** Where it is let in: by the answer to the request, to the preflight, or both. */
  readonly shownBy: readonly Exchange['kind'][];
  /** How many origins of the family are let in, and how many were asked with. */
  readonly allowed: number;
  readonly asked: number;
  /** What was seen, in a sentence. */
  readonly message: string;
  /** The code that usually does it; empty where nothing is typical. */
  readonly likelyCode: string;
  readonly fix: string;
  readonly exchange: Exchange;
}

/** What an audit came to. Plain data. */
export interface AuditReport {
  readonly trusted: readonly string[];
  readonly paths: readonly string[];
  readonly method: string;
  /** Whether no finding is as grave as `failOn`. */
  readonly passed: boolean;
  readonly failOn: Level;
  /** The gravest first. */
  readonly findings: readonly AuditFinding[];
  /** How many hostile origins were asked with, on each path. */
  readonly probes: number;
  /** How many exchanges were made in all. */
  readonly exchanges: number;
}
