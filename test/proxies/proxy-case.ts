import type { CauseId, CrossOriginRequest, Target } from '../../src/index.js';
import type { WebServerName } from '../support/web-servers.js';

/** A configuration that breaks CORS, and the same one mended by the fix that is printed for it. */
export interface ProxyCase {
  readonly server: WebServerName;
  readonly title: string;
  readonly cause: CauseId;
  /** Default `certain`. */
  readonly certainty?: 'likely';
  /** Behind the proxy. */
  readonly app: Target;
  /**
   * @param port Where the app is.
   * @param fix The code of the remedy; undefined where nothing is mended, empty where the words are followed by hand.
   */
  readonly lines: (port: string, fix: string | undefined) => string;
  readonly request: CrossOriginRequest;
  /** Where the words say that the page should ask for something else. */
  readonly mendedRequest?: CrossOriginRequest;
  /** Whether the remedy has code. Default true. */
  readonly hasCode?: false;
  /** What works before and after. */
  readonly kept?: CrossOriginRequest;
  /** What another page has asked for before. */
  readonly before?: CrossOriginRequest;
  /** By the bare URL, where the outside shows less. Default: the same, and as certain. */
  readonly bare?: readonly [cause: CauseId | null, certainty: 'certain' | 'likely'];
}

export const page = 'https://app.example';
export const other = 'https://other.example';
