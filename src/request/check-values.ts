import { shownUrl, shownWords } from '../state/disclosure.js';
import type { BrowserName } from '../browser/browser-name.js';
import { implementations } from '../browser/implementations.js';
import { UsageError } from '../errors/usage-error.js';
import { redactUrl } from '../text/redact.js';
import { enumerate, nearest } from '../text/sentence.js';
import type { Target } from '../http/target.js';
import { checkOrigin } from './check-origin.js';
import type { ExpectedStatus } from './cross-origin-request.js';
import { parseUrl } from '../text/parse-url.js';

/** `timeout -1 must be a positive number of milliseconds.` */
export function mustBe(option: string, value: unknown, what: string): UsageError {
  return new UsageError('invalid-value', `${option} ${shown(value)} must be ${what}.`, { option, value });
}

/** `leave \`control\` out of the request: each trusted origin is one.` */
export function leaveOut(option: string, why: string): UsageError {
  return new UsageError('invalid-value', `leave \`${option}\` out of the request: ${why}.`, { option });
}

/** @throws {UsageError} `invalid-value`: `a request must be an object such as { path: "/" }, not 42.` */
export function checkObject<Value>(what: string, value: Value, example: string): Value & object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const given = Array.isArray(value) ? 'an array' : shown(value);
  const message = `${what} must be an object such as ${example}, not ${given}.`;
  throw new UsageError('invalid-value', message, { option: optionIn(what), value });
}

/** `rules`, but nothing for `the options of auditCors()`. */
function optionIn(what: string): string | undefined {
  return /^\S+$/.test(what) ? what : undefined;
}

/** @throws {UsageError} `invalid-value` for a name or title that says nothing. */
export function checkText(option: string, value: unknown): void {
  if (value !== undefined && (typeof value !== 'string' || value === ''))
    throw mustBe(option, value, 'a non-empty string');
}

export function checkPath(path: unknown): string {
  if (typeof path === 'string' && /^\/(?!\/)/.test(path)) return path;
  const given = typeof path === 'string' ? redactUrl(path) : path;
  const advice =
    typeof path === 'string' && parseUrl(path) !== undefined
      ? 'the target is the app; to ask an app elsewhere, pass its URL as the target'
      : 'write it from the root of the app';
  const message = `path ${shown(given)} must start with one slash: ${advice}, for example "/users".`;
  const suggestion = typeof given === 'string' && /^[\w-]+(\/|$)/.test(given) ? `/${given}` : undefined;
  throw new UsageError('invalid-value', message, { option: 'path', value: given, suggestion });
}

export function checkServedAt(value: unknown): string {
  const url = typeof value === 'string' ? parseUrl(value) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol)) {
    if (url.href === `${url.origin}/`) return url.origin;
  }
  const given = typeof value === 'string' ? redactUrl(value) : value;
  throw mustBe('servedAt', given, 'the public origin of the app, for example "https://api.example"');
}

export function checkStatus(status: ExpectedStatus): ExpectedStatus {
  const isList = Array.isArray(status) && status.length > 0 && status.every(isStatus);
  const isClass = typeof status === 'string' && /^[2-5]xx$/.test(status);
  if (isStatus(status) || isList || isClass) return status;
  throw mustBe('status', status, 'a status from 200 to 599, a list of them, or a class such as "2xx"');
}

function isStatus(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
}

export function checkBrowsers(browsers: readonly BrowserName[], key = 'browsers'): readonly BrowserName[] {
  if (!Array.isArray(browsers)) throw mustBe(key, browsers, 'a list');
  if (browsers.length === 0)
    throw new UsageError('empty-list', '`browsers` must name at least one browser.', { option: 'browsers' });
  for (const name of browsers) oneOf(key, name, Object.keys(implementations) as BrowserName[]);
  return [...new Set<BrowserName>(browsers)];
}

export function checkTimeout(timeout: unknown): number {
  if (typeof timeout === 'number' && Number.isInteger(timeout) && timeout > 0 && timeout < 2 ** 31)
    return timeout;
  throw mustBe('timeout', timeout, 'a positive number of milliseconds');
}

/** @param label How the call is written: `expectMaxAge`. */
export function checkSeconds(seconds: unknown, label = 'seconds'): number {
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0) return seconds;
  throw mustBe(label, seconds, 'a whole number of seconds, zero or more');
}

export function checkFlag(key: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw mustBe(key, value, 'true or false');
}

export function checkOtherTargets(
  targets: Readonly<Record<string, Target>>,
): Readonly<Record<string, Target>> {
  const checked = checkObject('otherTargets', targets, '{ "https://login.example": app }');
  for (const origin of Object.keys(checked)) checkOrigin(origin, 'otherTargets key', 'otherTargets');
  return checked;
}

export function oneOf<Value extends string>(key: string, value: Value, values: readonly Value[]): Value {
  if (values.includes(value)) return value;
  const suggestion = typeof value === 'string' ? nearest(value, values) : undefined;
  if (suggestion === undefined) {
    const known = values.map((one) => `"${one}"`);
    throw mustBe(key, value, enumerate(known, 'or'));
  }
  const message = `${key} ${shown(value)} is unknown. Did you mean "${suggestion}"?`;
  throw new UsageError('invalid-value', message, { option: key, value, suggestion });
}

/** What is given, for the message that says why it is wrong: without secrets. */
export function shown(value: unknown): string {
  if (typeof value !== 'string' && !Array.isArray(value)) return String(value);
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? shownWords(shownUrl(part)) : part,
  );
}
