import type { BrowserName, HeaderLine } from '../scenario.js';

/** Where a page and its API are, as names that stand for origins (see `origins`). */
export const relations = {
  /** Both on this machine, at hosts of two sites. */
  loopback: ['loopback-name', 'loopback-address'],
  /** Both on this machine, at one host. */
  'one-host': ['loopback-address', 'loopback-other-port'],
  'cross-site': ['https-page', 'https-api'],
  'same-site': ['https-page', 'https-sibling'],
  /** Where an app that runs beside its tests is. */
  'https-to-loopback': ['https-page', 'loopback-address'],
  plain: ['http-page', 'http-api'],
  'plain-same-site': ['http-page', 'http-sibling'],
  'plain-to-https': ['http-page', 'https-api'],
} as const;
export type Relation = keyof typeof relations;
export type Place = (typeof relations)[Relation][number] | 'loopback-third' | 'https-third';

export const kinds = [
  'fetch',
  'xhr',
  'image',
  'font',
  'script',
  'module',
  'stylesheet',
  'video',
  'audio',
  'eventsource',
  'beacon',
  'worker',
] as const;
export type Kind = (typeof kinds)[number];

/** What the API responds: to a preflight, and to the request. */
export type Response =
  | 'open'
  | 'closed'
  | 'preflight-closed'
  | 'wildcard'
  | 'mismatch'
  | 'not-found'
  | 'other-type'
  | 'no-credentials';

/** One thing that a page loads. */
export interface WholeCase {
  readonly id: string;
  readonly relation: Relation;
  readonly kind: Kind;
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** `no-cors` is an element without the attribute `crossorigin`. */
  readonly mode: 'cors' | 'no-cors';
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string | null;
  readonly response: Response;
  /** Where the API redirects to first. */
  readonly redirect: Place | null;
}

export interface SentRequest {
  readonly method: string;
  /** The place of the server it reached, and the path without the id. */
  readonly url: string;
  /** As on the wire: names as spelled, in order; without Host, Connection and Content-Length. */
  readonly headers: readonly HeaderLine[];
}

/** What a browser did with a case. */
export interface WholeObservation {
  readonly requests: readonly SentRequest[];
  /** Whether the page got it: for an element that could not decode what was sent it says no all the same. */
  readonly loaded: boolean;
  readonly console: readonly string[];
}

export interface WholeRecording {
  readonly browser: BrowserName;
  readonly version: string;
  readonly observations: Readonly<Record<string, WholeObservation>>;
}
