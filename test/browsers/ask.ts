import {
  type Browser,
  type BrowserOptions,
  type BrowserRequest,
  type BrowserVerdict,
  createBrowser,
  type FetchOutcome,
  simulateFetch,
} from '../../src/index.js';
import type { BrowserName } from './scenario.js';

/** The circumstances of one document. */
export interface Setting {
  readonly browser: BrowserName;
  /** The page’s. */
  readonly origin: string;
  /** The servers a redirect may lead to. */
  readonly otherTargets: Readonly<Record<string, string>>;
  readonly thirdPartyCookies: NonNullable<BrowserOptions['thirdPartyCookies']>;
  /** In milliseconds. */
  readonly timeout: number;
}

interface Asked {
  /** Its origin. */
  readonly server: string;
  readonly path: string;
  readonly request: BrowserRequest;
  /** Seconds to let pass before. */
  readonly wait: number;
}

export type Verdict = Pick<
  BrowserVerdict,
  'allowed' | 'code' | 'failedParameter' | 'response' | 'consoleMessage'
>;

/** Makes the document ask. */
export type Ask = (asked: Asked) => Promise<Verdict>;

export type Begin = (setting: Setting) => Ask;

/** Known keys are nothing yet. */
export const askOnce: Begin =
  ({ browser, origin, otherTargets, timeout }) =>
  async ({ server, path, request }) => {
    const asked = { ...request, origin, path, browsers: [browser], otherTargets, timeout };
    return verdictIn(await simulateFetch(server, asked), browser);
  };

/** Requests of one document, one after the other. */
export const askInOneBrowser: Begin = ({ browser, ...options }) => {
  let opened: Browser | undefined;
  return async ({ server, path, request, wait }) => {
    // The server is where it says, so that its cookies are judged by their site.
    opened ??= createBrowser(server, { ...options, browser, servedAt: server });
    opened.advance(wait);
    return verdictIn(await opened.fetch(path, request), browser);
  };
};

function verdictIn(outcome: FetchOutcome, browser: BrowserName): Verdict {
  return { ...outcome, consoleMessage: outcome.browsers[browser]?.consoleMessage ?? null };
}
