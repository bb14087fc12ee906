import type { BrowserName } from '../../browser-name.js';
import type { RequestInitiator } from '../../request-initiator.js';
import type { CorsErrorCode } from '../../../standard/decision.js';
import type { Phase } from '../../../standard/main-fetch.js';
import type { CredentialsMode, Mode } from '../../../standard/request.js';

/** What a message is about. */
export type ConsoleMessageKind =
  /** A rule of CORS or of Local Network Access: with a code, where it has one. */
  | 'cors'
  /** A page over https asked for something over http. */
  | 'mixed-content'
  /** `Cross-Origin-Resource-Policy`, or a response that is kept from a page for what it is (ORB, CORB). */
  | 'resource-policy'
  /** A redirect that is not followed, whatever its headers. */
  | 'redirect'
  /** An EventSource, a module or a stylesheet of another type. */
  | 'response-type'
  /** A port that no browser connects to. */
  | 'port'
  /** A header that a script may not read, or not set. */
  | 'header-access'
  /** A canvas with an image of another origin, which a script wants to read. */
  | 'canvas'
  /** No response, or none that the text says more of. */
  | 'no-response';

/** One wording, and what it says beside what stands in its holes. */
export interface WordingRow {
  readonly wording: string;
  /** Who prints it, the likeliest first. */
  readonly browsers: readonly BrowserName[];
  readonly kind: ConsoleMessageKind;
  /** The codes it may stand for, the likeliest first. */
  readonly codes?: readonly CorsErrorCode[];
  readonly phase?: Phase;
  /** The header it is about, where that is not in a hole. */
  readonly header?: string;
  readonly value?: string;
  readonly credentials?: CredentialsMode;
  readonly mode?: Mode;
  readonly initiators?: readonly RequestInitiator[];
  /** It is said of something that is let through. */
  readonly isWarning?: true;
  /**
   * `opening`: a reason follows. `reason`: what follows an opening, or stands alone. `closing`: what could not be loaded, said
   * behind the reason. `companion`: adds nothing to another message. Default: a whole message.
   */
  readonly part?: 'opening' | 'reason' | 'closing' | 'companion';
}
