import type { RequestInitiator } from '../request-initiator.js';
import type { CorsErrorCode, StandardRule } from '../../standard/decision.js';
import type { HeaderList } from '../../standard/header-list.js';
import type { Blocked, Phase } from '../../standard/main-fetch.js';
import type { Mode, RedirectMode } from '../../standard/request.js';

/** What a console text is made of. */
export interface ConsoleFacts {
  readonly blocked: Blocked;
  /** The fault, without `Preflight` in front. */
  readonly code: CorsErrorCode | null;
  readonly rule: StandardRule;
  readonly initiator: RequestInitiator;
  readonly preflight: boolean;
  readonly phase: Phase;
  readonly value: string;
  readonly url: string;
  /** The URL whose answer was refused: where a redirect leads is not asked any more. */
  readonly answeredUrl: string;
  readonly requestedUrl: string;
  readonly origin: string;
  readonly pageUrl: string;
  readonly mode: Mode;
  readonly redirectMode: RedirectMode;
  readonly status: number;
  readonly headerList: HeaderList;
  /** Where the answer's `Location` leads; null without one, undefined for one that is no URL. */
  readonly location: URL | null | undefined;
}
