import type { Exchange } from '../browser/transcript.js';
import type {
  AuditSeverity,
  HostileFamily,
  HostileOriginOwner,
  HostileOriginSender,
} from './hostile-origin.js';
import type { AuditLevel } from './level.js';
import type { ResponseRuleId } from './response-rule.js';

/** How a hostile origin is allowed: as one of a family, or by a response that needs no guess. */
export type OriginFindingId =
  | HostileFamily
  | 'any-origin' // Access-Control-Allow-Origin: *
  | 'null-fallback'; // strangers get `Access-Control-Allow-Origin: null`

/** One thing an audit found, with one exchange that shows it. Plain data. */
export interface AuditFinding {
  /** The family of the origin, or the rule about responses. */
  readonly id: OriginFindingId | ResponseRuleId;
  /** A finding of `failOn` or above fails the audit. */
  readonly level: AuditLevel;
  /** How much an attacker gets; null where it is about responses and not about an origin. */
  readonly severity: AuditSeverity | null;
  /** Where it shows. */
  readonly paths: readonly string[];
  /** The origin that shows it; null where none was sent. */
  readonly origin: string | null;
  /** Who can have a page there; only for allowed origins. */
  readonly owner?: HostileOriginOwner;
  /** Which browsers send it; only for allowed origins. */
  readonly sentBy?: HostileOriginSender;
  /** Whether a page there also reads with the user's cookies. */
  readonly withCredentials: boolean;
  /** Where it is allowed: by the response to the request, to the preflight, or both. */
  readonly shownBy: readonly Exchange['kind'][];
  /** How many origins of the family are allowed, and how many were tried. */
  readonly allowed: number;
  /** How many origins of the family were tried. */
  readonly asked: number;
  /** What was seen, in a sentence. */
  readonly message: string;
  /** The code that usually does it; empty where nothing is typical. */
  readonly likelyCode: string;
  /** What to change. */
  readonly fix: string;
  /** The exchange that shows it. */
  readonly exchange: Exchange;
}

/** The result of an audit. Plain data. */
export interface AuditReport {
  /** The origins that the app allows on purpose. */
  readonly trusted: readonly string[];
  /** Where it was audited. */
  readonly paths: readonly string[];
  /** Of the request on each path. */
  readonly method: string;
  /** Whether no finding is as grave as `failOn`. */
  readonly passed: boolean;
  /** From which level on a finding fails the audit. */
  readonly failOn: AuditLevel;
  /** The gravest first. */
  readonly findings: readonly AuditFinding[];
  /** How many hostile origins were tried, on each path. */
  readonly probes: number;
  /** How many exchanges were made in all. */
  readonly exchanges: number;
}
