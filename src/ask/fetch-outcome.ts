import type { BrowserName } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import type { Initiator } from '../request/cross-origin-request.js';
import type { WarningId } from '../request/warning-id.js';
import type { CorsErrorCode, Rule } from '../standard/decision.js';
import type { FilteredResponse } from '../standard/filtered-response.js';
import type { HeaderList } from '../standard/header-list.js';
import type { Phase } from '../standard/main-fetch.js';
import type { CredentialsMode, Mode, RedirectMode } from '../standard/request.js';

/** What one browser decides. */
export interface BrowserVerdict {
  readonly allowed: boolean;
  readonly code: CorsErrorCode | null;
  readonly rule: Rule | null;
  readonly failedParameter: string | null;
  readonly phase: Phase | null;
  readonly preflighted: boolean;
  readonly response: FilteredResponse | null;
  /** What the browser prints to its console, word for word; several messages are separated by line feeds. */
  readonly consoleMessage: string | null;
  /** This browser's unsafe request would have differed from the one that was sent: judged on that response. */
  readonly assumed?: true;
}

/** The request of the page, with the headers its body implies. */
export interface AskedRequest {
  readonly origin: string;
  readonly method: string;
  /** As the page sees it. */
  readonly url: string;
  /** From the root of the target. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly credentials: CredentialsMode;
  readonly mode: Mode;
  readonly redirect: RedirectMode;
  readonly initiator: Initiator;
}

/**
 * The result of a cross-origin request, as plain JSON data. `code`, `phase`, … at the top are those of the first
 * browser that blocks, in the order of `browsers`.
 */
export interface FetchOutcome extends Omit<BrowserVerdict, 'consoleMessage' | 'assumed'> {
  /** Whether `fetch()` resolves in every browser of the request. */
  readonly allowed: boolean;
  readonly request: AskedRequest;
  readonly exchanges: readonly Exchange[];
  readonly browsers: Readonly<Partial<Record<BrowserName, BrowserVerdict>>>;
  readonly warnings: readonly Warning[];
}

export interface Warning {
  readonly id: WarningId;
  readonly message: string;
}
