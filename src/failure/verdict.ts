import type { StandardRule } from '../standard/decision.js';
import { type BrowserName, displayNames } from '../browser/browser-name.js';
import type { BrowserVerdict, FetchOutcome } from '../ask/fetch-outcome.js';
import { isSafeMethod } from '../standard/method.js';
import { enumerate } from '../text/sentence.js';

export type NamedVerdict = readonly [BrowserName, BrowserVerdict];

export function verdictsOf(outcome: FetchOutcome): NamedVerdict[] {
  return Object.entries(outcome.browsers) as NamedVerdict[];
}

/** The browser whose words are quoted: the first one that blocks. */
export function blocking(outcome: FetchOutcome): NamedVerdict | undefined {
  return verdictsOf(outcome).find(([, { allowed }]) => !allowed);
}

/** `blocked by Chromium, Firefox and WebKit, before the PUT was sent`, or who allows and who blocks. */
export function describeVerdict(outcome: FetchOutcome): string {
  const verdicts = verdictsOf(outcome);
  const names = (allowed: boolean): string[] =>
    verdicts.filter(([, verdict]) => verdict.allowed === allowed).map(([browser]) => displayNames[browser]);
  const [allowing, blocking] = [names(true), names(false)];
  const parts = [
    allowing.length > 0 ? `allowed by ${enumerate(allowing)}` : '',
    blocking.length > 0 ? `blocked by ${enumerate(blocking)}${whenBlocked(outcome)}` : '',
  ];
  return parts.filter(Boolean).join('; ');
}

/** Behind `blocked`: `as AllowOriginMismatch`. */
export function withCode(code: string | null): string {
  return code === null ? 'without a CORS error code' : `as ${code}`;
}

function whenBlocked({ phase, exchanges, request, code, rule }: FetchOutcome): string {
  if (phase === 'guard') return ', before anything was sent';
  if (phase === 'preflight')
    return exchanges.some(({ kind }) => kind === 'request')
      ? ' at the preflight'
      : `, before the ${request.method} was sent`;
  if (phase === 'redirect') return ' at a redirect';
  if (code === null && rule !== null && isUnusable(rule)) return ': the page cannot use the response';
  return isSafeMethod(request.method)
    ? ': the page may not read the response'
    : `, after the ${request.method} was sent`;
}

/** What CORS lets a page read, and who asked cannot use: no stream of events, no JavaScript. */
function isUnusable({ algorithm }: StandardRule): boolean {
  return algorithm === 'EventSource' || algorithm === 'module script';
}
