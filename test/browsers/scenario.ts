/**
 * The plain data that everything under test/browsers speaks.
 *
 * Strings may hold placeholders (see placeholders.ts): what is generated and recorded never depends on the
 * ports a run happens to get.
 */

export const browserNames = ['chromium', 'firefox', 'webkit'] as const;
export type BrowserName = (typeof browserNames)[number];

/** Where the page comes from. The last two have an opaque origin, which serializes to `null`. */
export const pages = ['ip4', 'localhost', 'ip6', 'sandboxed-frame', 'sandboxed-page'] as const;
export type Page = (typeof pages)[number];

export type HeaderLine = [name: string, value: string];

/** What the page hands over as the body; `text` is the content, or the value of the field `field`. */
export type BodyKind = 'string' | 'url-search-params' | 'form-data' | 'blob' | 'array-buffer';
export interface Body {
  kind: BodyKind;
  text: string;
  /** Of a blob only. */
  type?: string;
}

/** One scripted answer: the header lines go out verbatim, one byte a character. */
export interface Answer {
  status: number;
  reason: string;
  lines: string[];
}

/** What one address of the chain answers: to preflights, and to everything else. */
export interface Hop {
  preflight: Answer;
  answer: Answer;
}

/** What the page's script asks for, and what the servers will answer. */
export interface ScriptedRequest {
  api: 'fetch' | 'xhr';
  uploadListener: boolean;
  /** A placeholder for an origin, such as `{target}`. */
  target: string;
  /** The last part of the URL's path, after the id; later hops are found at `1`, `2`, … instead. */
  path: string;
  /** Query and fragment. */
  suffix: string;
  method: string;
  headers: HeaderLine[];
  body: Body | null;
  credentials: 'omit' | 'same-origin' | 'include';
  mode: 'cors' | 'no-cors' | 'same-origin';
  redirect: 'follow' | 'error' | 'manual';
  hops: Hop[];
}

export interface Scenario extends ScriptedRequest {
  id: string;
  page: Page;
}

/** One request of a sequence; `wait` is the number of seconds to let pass before it. */
export interface Step extends ScriptedRequest {
  wait: number;
}

/** Requests made one after the other by one document, so that the preflight cache and the cookie jar count. */
export interface Sequence {
  id: string;
  page: Page;
  steps: Step[];
}

export interface Exchange {
  method: string;
  url: string;
  origin: string | null;
  /** `Access-Control-Request-Method`; null on everything but a preflight. */
  requestMethod: string | null;
  requestHeaders: string | null;
  /** The author's own headers, `content-type`, `authorization` and `cookie`, names in lower case and sorted. */
  headers: HeaderLine[];
}

/** What the page can see; `type` and `redirected` are null for XMLHttpRequest, which does not tell. */
export interface SeenResponse {
  type: string | null;
  status: number;
  redirected: boolean | null;
  url: string;
  /** Visible names in lower case, sorted. */
  headers: string[];
}

export interface Observation {
  verdict: 'allowed' | 'blocked';
  /** Chromium's name for the refusal; null in the other browsers. */
  code: string | null;
  failedParameter: string | null;
  wire: Exchange[];
  response: SeenResponse | null;
  console: string[];
}

/** The key of a step's observation. */
export function stepId(sequenceId: string, index: number): string {
  return `${sequenceId}.${index + 1}`;
}
