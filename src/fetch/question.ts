import { type BrowserName, implementations } from '../browser/differences.js';
import { UsageError } from '../errors/usage-error.js';
import { contains, type HeaderList } from '../standard/header-list.js';
import { isCorsSafelistedMethod, isForbiddenMethod, isMethod, normalizeMethod } from '../standard/method.js';
import { noCorsHeaderList } from '../standard/no-cors-safelisted-request-header.js';
import type { Mode, RequestRecord } from '../standard/request.js';
import { enumerate } from '../text/sentence.js';
import type { Target } from '../transport/target.js';
import { extractBody } from './body.js';
import { checkHeaders } from './check-headers.js';
import { checkOrigin } from './check-origin.js';
import { checkKeys, type Configuration, configured } from './configuration.js';
import type { CrossOriginRequest, ExpectedStatus } from './cross-origin-request.js';

/** A checked request: everything the page asks for, but for the target's own URL. */
export interface Question {
  readonly path: string;
  /** Whether the path was given; for the default `/` a missing route is no failure. */
  readonly pathGiven: boolean;
  readonly request: Omit<RequestRecord, 'urlList' | 'redirectCount'>;
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
 * @throws {UsageError} for everything no page could ask.
 */
export async function questionFrom(input: CrossOriginRequest): Promise<Question> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const given = Array.isArray(input) ? 'an array' : shown(input);
    throw new UsageError(
      'invalid-value',
      `a request must be an object such as { origin, path, method }, not ${given}.`,
    );
  }
  checkKeys(input, keys, 'a request');
  const given: CrossOriginRequest & Configuration = { ...configured(), ...withoutUndefined(input) };
  if (given.origin === undefined) {
    throw new UsageError(
      'missing-argument',
      'which page asks? Give `origin`, for instance "https://app.example".',
    );
  }
  const mode = oneOf('mode', given.mode ?? 'cors', ['cors', 'no-cors', 'same-origin']);
  const method = checkMethod(given.method ?? 'GET', mode);
  const { body, headerList } = await checkBody(input, method, mode);
  return {
    path: checkPath(given.path ?? '/'),
    pathGiven: given.path !== undefined,
    request: {
      method,
      headerList,
      body,
      origin: checkOrigin(given.origin),
      mode,
      credentialsMode: oneOf('credentials', given.credentials ?? 'same-origin', [
        'omit',
        'same-origin',
        'include',
      ]),
      redirectMode: oneOf('redirect', given.redirect ?? 'follow', ['follow', 'error', 'manual']),
      useCorsPreflightFlag: false,
    },
    status: given.status === undefined ? undefined : checkStatus(given.status),
    control: given.control === undefined ? undefined : checkOrigin(given.control, 'control'),
    servedAt: given.servedAt === undefined ? undefined : checkServedAt(given.servedAt),
    otherTargets: checkOtherTargets(given.otherTargets ?? {}),
    browsers: checkBrowsers(given.browsers ?? defaultBrowsers),
    timeout: checkTimeout(given.timeout ?? defaultTimeout),
    send: checkSend(given.send ?? false),
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

async function checkBody(
  given: CrossOriginRequest,
  method: string,
  mode: Mode,
): Promise<{ body: Uint8Array | null; headerList: HeaderList }> {
  const configuredHeaders = checkHeaders(configured().headers ?? {});
  const own = checkHeaders(given.headers ?? {});
  // What the request says itself wins over the configuration.
  const all = [...configuredHeaders.filter(([name]) => !contains(name, own)), ...own];
  const headerList = mode === 'no-cors' ? noCorsHeaderList(all) : all;
  const { json } = given;
  if (json !== undefined && given.body !== undefined && given.body !== null) {
    throw new UsageError('invalid-value', 'give either `json` or `body`, not both.');
  }
  const source = json === undefined ? (given.body ?? null) : serialize(json);
  if (source === null) return { body: null, headerList };
  if (method === 'GET' || method === 'HEAD') {
    throw new UsageError(
      'body-not-allowed',
      `a ${method} request has no body: fetch() throws. Give a \`method\` such as "POST".`,
    );
  }
  const { bytes, type } = await extractBody(source);
  const contentType = json === undefined || mode === 'no-cors' ? type : 'application/json';
  const isGiven = contentType === null || contains('content-type', headerList);
  return { body: bytes, headerList: isGiven ? headerList : [...headerList, ['Content-Type', contentType]] };
}

function serialize(json: unknown): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    text = JSON.stringify(json);
  } catch (error) {
    cause = error;
  }
  if (text === undefined)
    throw new UsageError('invalid-value', '`json` cannot be written as JSON.', { cause });
  return text;
}

function checkPath(path: unknown): string {
  if (typeof path === 'string' && /^\/(?!\/)/.test(path)) return path;
  const advice =
    typeof path === 'string' && URL.canParse(path)
      ? 'the target is the app; to ask an app elsewhere, pass its URL as the target'
      : 'write it from the root of the app';
  throw new UsageError(
    'invalid-value',
    `path ${shown(path)} must start with one slash: ${advice}, for instance "/users".`,
  );
}

function checkServedAt(value: unknown): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.href !== `${url.origin}/`) {
    throw new UsageError(
      'invalid-value',
      `servedAt ${shown(value)} must be the public origin of the app, for instance "https://api.example".`,
    );
  }
  return url.origin;
}

function checkStatus(status: ExpectedStatus): ExpectedStatus {
  const isStatus = (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
  const isList = Array.isArray(status) && status.length > 0 && status.every(isStatus);
  const isClass = typeof status === 'string' && /^[2-5]xx$/.test(status);
  if (isStatus(status) || isList || isClass) return status;
  throw new UsageError(
    'invalid-value',
    `status ${shown(status)} must be a status from 200 to 599, a list of them, or a class such as "2xx".`,
  );
}

function checkBrowsers(browsers: readonly BrowserName[]): readonly BrowserName[] {
  if (!Array.isArray(browsers))
    throw new UsageError('invalid-value', `browsers ${shown(browsers)} must be a list.`);
  if (browsers.length === 0) throw new UsageError('empty-list', '`browsers` must name at least one.');
  for (const name of browsers) oneOf('browsers', name, Object.keys(implementations) as BrowserName[]);
  return [...new Set<BrowserName>(browsers)];
}

export function checkTimeout(timeout: unknown): number {
  if (typeof timeout === 'number' && Number.isInteger(timeout) && timeout > 0 && timeout < 2 ** 31)
    return timeout;
  throw new UsageError(
    'invalid-value',
    `timeout ${shown(timeout)} must be a positive number of milliseconds.`,
  );
}

function checkSend(send: unknown): boolean {
  if (typeof send === 'boolean') return send;
  throw new UsageError('invalid-value', `send ${shown(send)} must be true or false.`);
}

function checkOtherTargets(targets: Question['otherTargets']): Question['otherTargets'] {
  if (typeof targets !== 'object' || Array.isArray(targets)) {
    throw new UsageError('invalid-value', `otherTargets ${shown(targets)} must map origins to targets.`);
  }
  for (const origin of Object.keys(targets)) checkOrigin(origin, 'otherTargets key');
  return targets;
}

function oneOf<Value extends string>(key: string, value: Value, values: readonly Value[]): Value {
  if (values.includes(value)) return value;
  throw new UsageError(
    'invalid-value',
    `${key} ${shown(value)} must be ${enumerate(
      values.map((known) => `"${known}"`),
      'or',
    )}.`,
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? JSON.stringify(value) : String(value);
}
