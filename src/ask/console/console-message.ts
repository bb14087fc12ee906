import type { BrowserName } from '../../browser/browser-name.js';
import type { RequestInitiator } from '../../browser/request-initiator.js';
import type { ConsoleMessageKind } from '../../browser/console/parsing/wording-row.js';
import type { CrossOriginRequest } from '../../request/cross-origin-request.js';
import type { CorsErrorCode } from '../../standard/decision.js';
import type { Phase } from '../../standard/main-fetch.js';

/** What a browser said of one request, as plain JSON data. What the text does not say is null. */
export interface ConsoleMessage {
  /** As the browser prints it: one line, or a reason and what could not be loaded on two. */
  readonly text: string;
  /** Who prints it: the first of `browsers`. */
  readonly browser: BrowserName;
  /** Who may have printed it, the likeliest first: several where they say the same. */
  readonly browsers: readonly BrowserName[];
  /** What it is about. */
  readonly kind: ConsoleMessageKind;
  /** False: a warning of what is allowed all the same. */
  readonly isBlocked: boolean;
  /** The first of `codes`; null where browsers have no CORS name for it. */
  readonly code: CorsErrorCode | null;
  /**
   * The codes it may stand for, the likeliest first. Firefox and WebKit do not say whether a missing header was missing on the
   * preflight, and WebKit has one text for an origin that is missing, another one, or none at all.
   */
  readonly codes: readonly CorsErrorCode[];
  /** Where it was blocked, if the text says so. */
  readonly phase: Phase | null;
  /** The page's origin; `null` as text for an opaque one. */
  readonly origin: string | null;
  /** The page's own URL: of mixed content. */
  readonly pageUrl: string | null;
  /** What was blocked: behind redirects, where they led. */
  readonly url: string | null;
  /** What the page asked for: another URL where redirects are named. */
  readonly requestedUrl: string | null;
  /** Where a redirect leads that was not followed. */
  readonly location: string | null;
  /** The method that is not allowed, or that a line about the same request names. */
  readonly method: string | null;
  /** In lower case: the request header that is not allowed, or the response header that is wrong. */
  readonly header: string | null;
  /** What is wrong: a header's value, a method, the name of a header, an address space, a type. */
  readonly value: string | null;
  /** The status of the response. */
  readonly status: number | null;
  /** What asked: the first of `initiators`. */
  readonly initiator: RequestInitiator | null;
  /** What may have asked, the likeliest first: Chromium calls scripts, modules and workers alike. */
  readonly initiators: readonly RequestInitiator[];
  /** The request that repeats it, as far as the text says; `new URL(url).origin` is its target. */
  readonly request: CrossOriginRequest;
  /** What `request` lacks because the text does not say it, or has as the likeliest of several. */
  readonly unknown: readonly ('origin' | 'path' | 'method' | 'headers' | 'credentials' | 'initiator')[];
}
