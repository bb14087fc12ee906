import type { BrowserName } from '../browser/browser-name.js';
import type { RequestInitiator } from '../browser/request-initiator.js';
import { UsageError } from '../errors/usage-error.js';
import type { RequestRecord } from '../standard/request.js';
import type { Target } from '../http/target.js';
import { keysOf } from '../text/keys-of.js';
import { checkBody } from './check-body.js';
import { checkCookies } from './check-cookies.js';
import { checkInitiator, modeOfBeacon } from './check-initiator.js';
import { checkOrigin } from './check-origin.js';
import {
  checkBrowsers,
  checkFlag,
  checkObject,
  checkOtherTargets,
  checkPath,
  checkServedAt,
  checkStatus,
  oneOf,
} from './check-values.js';
import { checkKeys, type CorsConfiguration, configured, timeoutFrom } from './configuration.js';
import type { WarningId } from './warning-id.js';
import type { CrossOriginRequest, ExpectedStatus } from './cross-origin-request.js';

/** A checked request: everything the page asks for, but for the target's own URL. */
export interface Question {
  readonly path: string;
  /** Whether the path was given; for the default `/` a missing route is no failure. */
  readonly pathGiven: boolean;
  readonly request: Omit<RequestRecord, 'urlList' | 'redirectCount'>;
  readonly initiator: RequestInitiator;
  /** `Set-Cookie` lines of what the browser holds for the target already. */
  readonly cookies: readonly string[];
  readonly status: ExpectedStatus | undefined;
  readonly control: string | undefined;
  readonly servedAt: string | undefined;
  readonly otherTargets: Readonly<Record<string, Target>>;
  readonly browsers: readonly BrowserName[];
  readonly timeout: number;
  readonly send: boolean;
  /** Which warnings make a claim fail that would hold: all, or some by id. */
  readonly failingWarnings: 'error' | readonly WarningId[];
}

const keys = keysOf<CrossOriginRequest>({
  origin: true,
  path: true,
  method: true,
  headers: true,
  body: true,
  json: true,
  credentials: true,
  mode: true,
  redirect: true,
  initiator: true,
  uploadListener: true,
  localNetworkAccess: true,
  cookies: true,
  status: true,
  control: true,
  servedAt: true,
  otherTargets: true,
  browsers: true,
  timeout: true,
  send: true,
});

export const defaultBrowsers: readonly BrowserName[] = ['chromium', 'firefox', 'webkit'];

/**
 * Checks what was asked and completes it with the configuration and the defaults of `fetch()`.
 *
 * @param defaults Default: what `configure` has set.
 * @throws {UsageError} for everything no page could ask.
 */
export async function questionFrom(
  input: CrossOriginRequest,
  defaults: CorsConfiguration = configured(),
): Promise<Question> {
  checkObject('a request', input, '{ origin, path, method }');
  checkKeys(input, keys, 'a request');
  if ('control' in input && input.control === undefined) {
    const message =
      'control is undefined, so a rejection would prove less than intended. Write null for no control.';
    throw new UsageError('invalid-value', message, { option: 'control' });
  }
  const given: Omit<CrossOriginRequest, 'control'> & CorsConfiguration = {
    ...defaults,
    ...withoutUndefined(input),
  };
  if (given.origin === undefined) {
    throw new UsageError('missing-argument', '`origin` is required, for example "https://app.example".', {
      option: 'origin',
    });
  }
  const { initiator, ...initiated } = checkInitiator(input, defaults.credentials);
  const own = await checkBody(input, { ...initiated, initiator }, defaults.headers);
  const mode = initiator === 'beacon' ? modeOfBeacon(own.headerList) : initiated.mode;
  const servedAt = given.servedAt === undefined ? undefined : checkServedAt(given.servedAt);
  return {
    path: checkPath(given.path ?? '/'),
    pathGiven: given.path !== undefined,
    request: {
      ...initiated,
      ...own,
      mode,
      origin: checkOrigin(given.origin),
      servedAt,
      localNetworkAccess: oneOf('localNetworkAccess', given.localNetworkAccess ?? 'granted', [
        'granted',
        'denied',
      ]),
    },
    initiator,
    cookies: checkCookies(given.cookies, initiated.credentialsMode),
    status: given.status === undefined ? undefined : checkStatus(given.status),
    control: given.control == null ? undefined : checkOrigin(given.control, 'control'),
    servedAt,
    otherTargets: checkOtherTargets(given.otherTargets ?? {}),
    browsers: checkBrowsers(given.browsers ?? defaultBrowsers),
    timeout: timeoutFrom(given.timeout),
    send: checkFlag('send', given.send ?? false),
    failingWarnings: configured().warnings ?? [],
  };
}

function withoutUndefined(input: CrossOriginRequest): CrossOriginRequest {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
