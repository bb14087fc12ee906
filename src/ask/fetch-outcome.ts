import type { BrowserName } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import type { RequestInitiator } from '../browser/request-initiator.js';
import type { WarningId } from '../request/warning-id.js';
import type { CorsErrorCode, StandardRule } from '../standard/decision.js';
import type { FilteredResponse } from '../standard/filtered-response.js';
import type { HeaderList } from '../standard/header-list.js';
import type { Phase } from '../standard/main-fetch.js';
import type { CredentialsMode, Mode, RedirectMode } from '../standard/request.js';

/** What one browser decides. */
export interface BrowserVerdict {
  /** Whether `fetch()` resolves. */
  readonly allowed: boolean;
  /** The browser's name for the reason; null where it is allowed, or where the reason has no name. */
  readonly code: CorsErrorCode | null;
  /** Where the Fetch Standard says so; null where it is allowed. */
  readonly rule: StandardRule | null;
  /** The value that is wrong: of a header, a method, the name of a header. */
  readonly failedParameter: string | null;
  /** Where it was blocked; `guard`: `fetch()` itself throws, and nothing is sent. */
  readonly phase: Phase | null;
  /** Whether a preflight was sent for it. */
  readonly preflighted: boolean;
  /** What the page can see of the response; null where it is blocked. */
  readonly response: FilteredResponse | null;
  /** What the browser prints to its console, word for word; several messages are separated by line feeds. */
  readonly consoleMessage: string | null;
  /** This browser's unsafe request would have differed from the one that was sent: judged on that response. */
  readonly assumed?: true;
}

/** The request of the page, with the headers its body implies. */
export interface AskedRequest {
  /** The page's. */
  readonly origin: string;
  /** Normalized as `fetch()` does: `get` is `GET`, `patch` stays `patch`. */
  readonly method: string;
  /** As the page sees it. */
  readonly url: string;
  /** From the root of the target. */
  readonly path: string;
  /** `[name, value]`, the implied Content-Type included; what the browser adds itself is in the exchanges. */
  readonly headers: HeaderList;
  /** `omit`, `same-origin` or `include`. */
  readonly credentials: CredentialsMode;
  /** `cors`, `no-cors` or `same-origin`. */
  readonly mode: Mode;
  /** `follow`, `error` or `manual`. */
  readonly redirect: RedirectMode;
  /** What makes the request. */
  readonly initiator: RequestInitiator;
}

/**
 * The result of a cross-origin request, as plain JSON data. `code`, `phase`, … at the top are those of the first
 * browser that blocks, in the order of `browsers`.
 */
export interface FetchOutcome extends Omit<BrowserVerdict, 'consoleMessage' | 'assumed'> {
  /** Whether `fetch()` resolves in every browser of the request. */
  readonly allowed: boolean;
  /** What the page asked for. */
  readonly request: AskedRequest;
  /** What was sent and came back, in order. */
  readonly exchanges: readonly Exchange[];
  /** What each browser decides, by its name. */
  readonly browsers: Readonly<Partial<Record<BrowserName, BrowserVerdict>>>;
  /** What works, but may not be meant. */
  readonly warnings: readonly Warning[];
}

/** Something to know about a request, whether it is allowed or blocked. */
export interface Warning {
  /** One of a closed set. */
  readonly id: WarningId;
  /** A sentence for people; it may change. */
  readonly message: string;
}
