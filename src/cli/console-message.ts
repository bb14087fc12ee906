import type { BrowserName } from '../browser/browser-name.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { CorsErrorCode } from '../standard/decision.js';

/** What is explained: what a browser printed, as far as its text was read. */
export interface ReadMessage {
  readonly text: string;
  readonly browser: BrowserName;
  readonly code: CorsErrorCode | null;
  /** The codes it may stand for, the likeliest first. Default `code`. */
  readonly codes?: readonly CorsErrorCode[];
  readonly origin: string | null;
  readonly url: string | null;
  /** What the page asked for, where a redirect led from there to `url`. */
  readonly requestedUrl?: string | null;
  readonly method: string | null;
  readonly header: string | null;
  readonly value: string | null;
  readonly phase: string | null;
  /** Of the response. */
  readonly status?: number | null;
  /** The request that repeats it, as far as it is known. */
  readonly request: CrossOriginRequest;
  /** What `request` lacks. */
  readonly unknown: readonly string[];
}

/** Reads what browsers printed, in a text that somebody pasted. */
export type ReadConsole = (text: string) => readonly ReadMessage[];
