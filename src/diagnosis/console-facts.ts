import type { CorsErrorCode, Rule } from '../standard/decision.js';
import type { HeaderList } from '../standard/header-list.js';
import type { Phase } from '../standard/main-fetch.js';
import type { Mode } from '../standard/request.js';

/** What a console text is made of. */
export interface ConsoleFacts {
  /** The fault, without `Preflight` in front. */
  readonly code: CorsErrorCode | null;
  readonly rule: Rule;
  readonly initiator: 'fetch' | 'xhr';
  readonly preflight: boolean;
  readonly phase: Phase;
  readonly value: string;
  readonly url: string;
  readonly requestedUrl: string;
  readonly origin: string;
  readonly pageUrl: string;
  readonly mode: Mode;
  readonly status: number;
  readonly headerList: HeaderList;
}
