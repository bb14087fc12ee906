import { shownUrl, shownWords } from '../state/disclosure.js';
import type { BrowserName } from '../browser/browser-name.js';
import { implementations } from '../browser/implementations.js';
import { UsageError } from '../errors/usage-error.js';
import { enumerate, nearest } from '../text/sentence.js';
import type { Target } from '../http/target.js';
import { checkOrigin } from './check-origin.js';
import type { ExpectedStatus } from './cross-origin-request.js';
import { parseUrl } from '../text/parse-url.js';

export function checkPath(path: unknown): string {
  if (typeof path === 'string' && /^\/(?!\/)/.test(path)) return path;
  const advice =
    typeof path === 'string' && parseUrl(path) !== undefined
      ? 'the target is the app; to ask an app elsewhere, pass its URL as the target'
      : 'write it from the root of the app';
  throw new UsageError(
    'invalid-value',
    `path ${shown(path)} must start with one slash: ${advice}, for instance "/users".`,
  );
}

export function checkServedAt(value: unknown): string {
  const url = typeof value === 'string' ? parseUrl(value) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.href !== `${url.origin}/`) {
    throw new UsageError(
      'invalid-value',
      `servedAt ${shown(value)} must be the public origin of the app, for instance "https://api.example".`,
    );
  }
  return url.origin;
}

export function checkStatus(status: ExpectedStatus): ExpectedStatus {
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

export function checkBrowsers(browsers: readonly BrowserName[]): readonly BrowserName[] {
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

/** @param label How the call is written: `expectMaxAge`. */
export function checkSeconds(seconds: unknown, label = 'seconds'): number {
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0) return seconds;
  throw new UsageError(
    'invalid-value',
    `${label} ${shown(seconds)} must be a whole number of seconds, zero or more.`,
  );
}

export function checkFlag(key: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new UsageError('invalid-value', `${key} ${shown(value)} must be true or false.`);
}

export function checkOtherTargets(
  targets: Readonly<Record<string, Target>>,
): Readonly<Record<string, Target>> {
  if (typeof targets !== 'object' || Array.isArray(targets)) {
    throw new UsageError('invalid-value', `otherTargets ${shown(targets)} must map origins to targets.`);
  }
  for (const origin of Object.keys(targets)) checkOrigin(origin, 'otherTargets key');
  return targets;
}

export function oneOf<Value extends string>(key: string, value: Value, values: readonly Value[]): Value {
  if (values.includes(value)) return value;
  const suggestion = typeof value === 'string' ? nearest(value, values) : undefined;
  if (suggestion !== undefined) {
    throw new UsageError('invalid-value', `${key} ${shown(value)} is unknown. Did you mean "${suggestion}"?`);
  }
  throw new UsageError(
    'invalid-value',
    `${key} ${shown(value)} must be ${enumerate(
      values.map((known) => `"${known}"`),
      'or',
    )}.`,
  );
}

/** What is given, for the message that says why it is wrong: without secrets. */
export function shown(value: unknown): string {
  if (typeof value !== 'string' && !Array.isArray(value)) return String(value);
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? shownWords(shownUrl(part)) : part,
  );
}
