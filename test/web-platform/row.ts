import type { CorsErrorCode } from '../../src/standard/decision.js';
import type { FilteredResponse } from '../../src/standard/filtered-response.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import type { Phase } from '../../src/standard/main-fetch.js';
import type { CredentialsMode, Mode, RedirectMode } from '../../src/standard/request.js';
import type { Answer } from '../standard/scripted-fetch.js';

/**
 * One case of the web platform tests, in our own words: a fact of the test at `wpt`, or one next to it (another
 * spelling, another status), never its code.
 */
export interface Row {
  readonly title: string;
  /** The test's path in web-platform-tests/wpt. */
  readonly wpt: string;
  readonly request: PageRequest;
  /** What the server answers, exchange by exchange. */
  readonly answers: readonly Answer[];
  readonly expected: Expected;
  /** Where the test and the Standard's text do not say the same. The row then holds the Standard's. */
  readonly disagreement?: string;
}

/** As the page's script gives it to `fetch()`: not yet normalized. */
export interface PageRequest {
  readonly url: string;
  /** Default: `PAGE`. */
  readonly origin?: string;
  readonly method?: string;
  readonly headers?: HeaderList;
  readonly body?: true;
  readonly mode?: Mode;
  readonly credentials?: CredentialsMode;
  readonly redirect?: RedirectMode;
  readonly uploadListener?: true;
}

export type Outcome =
  `${FilteredResponse['type']} ${number}` | `${Phase}: ${CorsErrorCode | 'network error'}`;

export interface Expected {
  readonly outcome: Outcome;
  /** The method of each exchange, in order; with headers (null: absent) where they matter. */
  readonly sent: readonly (
    string | readonly [method: string, headers: Readonly<Record<string, string | null>>]
  )[];
  /** Where each exchange went, where that matters. */
  readonly urls?: readonly string[];
  /** Whether cookies would go along with each exchange, where that matters. */
  readonly credentials?: readonly boolean[];
  /** What the page reads of the response's headers; null: not visible. */
  readonly visible?: Readonly<Record<string, string | null>>;
  readonly response?: { readonly url?: string; readonly redirected?: boolean };
}

export const PAGE = 'http://page.example';
export const PAGE_OTHER_PORT = 'http://page.example:8080';
export const PAGE_HTTPS = 'https://page.example';
export const REMOTE = 'http://remote.example';
export const REMOTE_OTHER_PORT = 'http://remote.example:8080';
export const REMOTE_HTTPS = 'https://remote.example';
export const OTHER = 'http://other.example';

export const redirectStatuses = [301, 302, 303, 307, 308] as const;

export const allowOrigin = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Allow-Origin', value] as const);
export const allowHeaders = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Allow-Headers', value] as const);
export const allowMethods = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Allow-Methods', value] as const);
export const exposeHeaders = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Expose-Headers', value] as const);
export const allowCredentials: HeaderList = [['Access-Control-Allow-Credentials', 'true']];

/** 200 with these headers. */
export const answer = (...lists: HeaderList[]): Answer => ({ headers: lists.flat() });
export const withStatus = (status: number, ...lists: HeaderList[]): Answer => ({
  status,
  headers: lists.flat(),
});
export const redirectTo = (url: string, status: number, ...lists: HeaderList[]): Answer =>
  withStatus(status, [['Location', url]], ...lists);
