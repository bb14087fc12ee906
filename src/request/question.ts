import type { BrowserName } from '../browser/browser-name.js';
import { UsageError } from '../errors/usage-error.js';
import { isCorsSafelistedMethod, isForbiddenMethod, isMethod, normalizeMethod } from '../standard/method.js';
import type { Mode, RequestRecord } from '../standard/request.js';
import type { Target } from '../http/target.js';
import { checkBody } from './check-body.js';
import { checkCookies } from './check-cookies.js';
import { checkInitiator } from './check-initiator.js';
import { checkOrigin } from './check-origin.js';
import {
  checkBrowsers,
  checkFlag,
  checkOtherTargets,
  checkPath,
  checkServedAt,
  checkStatus,
  checkTimeout,
  oneOf,
  shown,
} from './check-values.js';
import { checkKeys, type Configuration, configured } from './configuration.js';
import type { CrossOriginRequest, ExpectedStatus, Initiator } from './cross-origin-request.js';

/** A checked request: everything the page asks for, but for the target's own URL. */
export interface Question {
  readonly path: string;
  /** Whether the path was given; for the default `/` a missing route is no failure. */
  readonly pathGiven: boolean;
  readonly request: Omit<RequestRecord, 'urlList' | 'redirectCount'>;
  readonly initiator: Initiator;
  /** `Set-Cookie` lines of what the browser holds for the target already. */
  readonly cookies: readonly string[];
  readonly status: ExpectedStatus | undefined;
  readonly control: string | undefined;
  readonly servedAt: string | undefined;
  readonly otherTargets: Readonly<Record<string, Target>>;
  readonly browsers: readonly BrowserName[];
  readonly timeout: number;
  readonly send: boolean;
}

const keys: readonly (keyof CrossOriginRequest)[] = [
  'origin',
  'path',
  'method',
  'headers',
  'body',
  'json',
  'credentials',
  'mode',
  'redirect',
  'initiator',
  'uploadListener',
  'cookies',
  'status',
  'control',
  'servedAt',
  'otherTargets',
  'browsers',
  'timeout',
  'send',
];

/** Milliseconds, below every runner's own limit. */
export const defaultTimeout = 4000;

export const defaultBrowsers: readonly BrowserName[] = ['chromium', 'firefox', 'webkit'];

/**
 * Checks what was asked and completes it with the configuration and the defaults of `fetch()`.
 *
 * @param defaults Default: what `configure` has set.
 * @throws {UsageError} for everything no page could ask.
 */
export async function questionFrom(
  input: CrossOriginRequest,
  defaults: Configuration = configured(),
): Promise<Question> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const given = Array.isArray(input) ? 'an array' : shown(input);
    throw new UsageError(
      'invalid-value',
      `a request must be an object such as { origin, path, method }, not ${given}.`,
    );
  }
  checkKeys(input, keys, 'a request');
  const given: CrossOriginRequest & Configuration = { ...defaults, ...withoutUndefined(input) };
  if (given.origin === undefined) {
    throw new UsageError(
      'missing-argument',
      'which page asks? Give `origin`, for instance "https://app.example".',
    );
  }
  const initiator = checkInitiator(given);
  const mode = oneOf('mode', given.mode ?? 'cors', ['cors', 'no-cors', 'same-origin']);
  const method = checkMethod(given.method ?? 'GET', mode);
  const credentialsMode = oneOf('credentials', given.credentials ?? 'same-origin', [
    'omit',
    'same-origin',
    'include',
  ]);
  return {
    path: checkPath(given.path ?? '/'),
    pathGiven: given.path !== undefined,
    request: {
      method,
      ...(await checkBody(input, { method, mode, initiator }, defaults.headers)),
      origin: checkOrigin(given.origin),
      mode,
      credentialsMode,
      redirectMode: oneOf('redirect', given.redirect ?? 'follow', ['follow', 'error', 'manual']),
      useCorsPreflightFlag: given.uploadListener ?? false,
      initiatorType: initiator === 'xhr' ? 'xmlhttprequest' : 'fetch',
    },
    initiator,
    cookies: checkCookies(given.cookies, credentialsMode),
    status: given.status === undefined ? undefined : checkStatus(given.status),
    control: given.control === undefined ? undefined : checkOrigin(given.control, 'control'),
    servedAt: given.servedAt === undefined ? undefined : checkServedAt(given.servedAt),
    otherTargets: checkOtherTargets(given.otherTargets ?? {}),
    browsers: checkBrowsers(given.browsers ?? defaultBrowsers),
    timeout: checkTimeout(given.timeout ?? defaultTimeout),
    send: checkFlag('send', given.send ?? false),
  };
}

function withoutUndefined(input: CrossOriginRequest): CrossOriginRequest {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function checkMethod(method: unknown, mode: Mode): string {
  if (typeof method !== 'string' || !isMethod(method)) {
    throw new UsageError('invalid-method', `method ${shown(method)} is not a method: fetch() throws.`);
  }
  if (isForbiddenMethod(method)) {
    throw new UsageError(
      'forbidden-method',
      `method "${method}" is forbidden: fetch() throws, so no page can send it.`,
    );
  }
  const normalized = normalizeMethod(method);
  if (mode === 'no-cors' && !isCorsSafelistedMethod(normalized)) {
    throw new UsageError(
      'forbidden-method',
      `method "${normalized}" is forbidden in mode "no-cors": fetch() throws. GET, HEAD and POST are left.`,
    );
  }
  return normalized;
}
