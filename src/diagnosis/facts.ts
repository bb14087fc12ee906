import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { type BehindProxy } from '../http/behind-proxy.js';
import { get, valuesOf } from '../standard/header-list.js';
import { recordingOf } from '../app/recordings.js';
import type { CorsPlace } from '../app/cors-in.js';
import type { OriginRead, Recording, TraceEvent } from '../app/trace-event.js';
import type { Culprit } from './cause.js';
import { type CorsStyle, type MadeWith, styleOf } from './cors-style.js';

/** The response to the same exchange from a page at another origin; null is none. */
export interface Probe {
  readonly origin: string | null;
  readonly exchange: Exchange;
}

/** Everything a cause may be found by. */
export interface Facts {
  readonly outcome: FetchOutcome;
  /** The one that decided. */
  readonly exchange: Exchange;
  readonly recording: Recording | undefined;
  /** The same exchange again, and if the response differs then, a third time; empty where it is not repeated. */
  readonly repeated: readonly Exchange[];
  /** Of the redirect that led to it. */
  readonly redirecting: Recording | undefined;
  /** The preflight before an unsafe request, twice more. */
  readonly preflights: readonly Exchange[];
  readonly probes: readonly Probe[];
  /** What the app in hand is made with; null where it is behind a URL, or not known any more. */
  readonly madeWith: MadeWith | null;
  /** Where the app does CORS, or may; null where that is not known. */
  readonly corsPlaces?: readonly CorsPlace[] | null | undefined;
  /** The same exchange with the app's cors() run before everything else in it. */
  readonly corsFirst?: Exchange | undefined;
  /** The same exchange of the page itself, where a redirect had made its origin `null`. */
  readonly asPage?: Exchange | undefined;
  /** The same exchange with `Sec-Fetch-Site: same-origin`. */
  readonly asOwnPage?: Exchange | undefined;
  /** What the app behind a proxy had to do with it; undefined where both sides are not known. */
  readonly behindProxy?: BehindProxy | undefined;
  /** Whether the app is known by its URL alone. */
  readonly isAtUrl?: boolean | undefined;
}

export function headerOf({ exchange }: { readonly exchange: Exchange }, name: string): string | null {
  return get(name, exchange.responseHeaders);
}

export function allowOriginIn(facts: { readonly exchange: Exchange }): string | null {
  return allowOriginOf(facts.exchange);
}

export function linesOf({ exchange }: Facts, name: string): string[] {
  return valuesOf(name, exchange.responseHeaders);
}

/** The code of the CORS check, on either of the two responses. */
export function checkCode({ code }: FetchOutcome): string {
  return (code ?? '').replace(
    /^Preflight(?=[A-Z][a-zA-Z]+(Header|Values?|Mismatch|NotAllowed|Credentials)$)/,
    '',
  );
}

export function isPreflight({ exchange }: Facts): boolean {
  return exchange.kind === 'preflight';
}

/** No header of CORS at all. */
export function isBare({ responseHeaders }: Exchange): boolean {
  return !responseHeaders.some(([name]) => name.toLowerCase().startsWith('access-control-'));
}

/** No header that says who may ask: those about what a page may read or keep say nothing without one. */
export function isSilent({ responseHeaders }: Exchange): boolean {
  return !responseHeaders.some(([name]) =>
    /^access-control-allow-(origin|credentials|methods|headers)$/i.test(name),
  );
}

/**
 * Whether who set the header does not show: it is behind a URL, or a framework writes all headers at the end. What was
 * overwritten looks there like what was set.
 */
export function isHidden(facts: Facts, header = 'access-control-allow-origin'): boolean {
  const setting = setterOf(facts, header);
  return setting === undefined || setting.by === null;
}

/** Whether this response allows the page at this origin. */
export function lets(origin: string, exchange: Exchange): boolean {
  const value = allowOriginOf(exchange);
  return value === origin || value === '*';
}

/** The response to the same exchange for another origin, if it was tried. */
export function probeOf({ probes }: Facts, origin: string | null): Exchange | undefined {
  return probes.find((probe) => probe.origin === origin)?.exchange;
}

/** What was tried for other origins. */
export function otherProbes(facts: Facts): readonly (Probe & { readonly origin: string })[] {
  return facts.probes.filter(
    (probe): probe is Probe & { readonly origin: string } =>
      probe.origin !== null && probe.origin !== askedOrigin(facts),
  );
}

/** Whether a page at this origin is allowed, if it was tried: also where the header was set for it, and then lost. */
export function probeLets(facts: Facts, origin: string): boolean {
  const answer = probeOf(facts, origin);
  if (answer === undefined) return false;
  const events = recordingOf(answer)?.events ?? [];
  return (
    lets(origin, answer) ||
    events.some(({ header, value }) => header === 'access-control-allow-origin' && value === origin)
  );
}

/** What sent the head. */
export function endOf({ recording }: Facts): TraceEvent | undefined {
  return recording?.events.find(({ kind }) => kind === 'end');
}

export function eventsOf({ recording }: Facts, header: string): TraceEvent[] {
  return recording?.events.filter((event) => event.header === header) ?? [];
}

/** What has a part in the header as it was sent: not what was replaced by something that does not hold it. */
export function writersOf(facts: Facts, header: string): TraceEvent[] {
  const events = eventsOf(facts, header).filter(({ kind }) => kind !== 'remove');
  const from = events.findLastIndex(({ kind, value }, index) => {
    const before = events[index - 1]?.value;
    return kind === 'replace' && before !== undefined && !value.split(/,\s*/).includes(before);
  });
  return events.slice(Math.max(from, 0));
}

/** What set the header as it was sent. */
export function setterOf(facts: Facts, header: string): TraceEvent | undefined {
  return eventsOf(facts, header).at(-1);
}

/** What the function of the app that decided is called; null where a package or the framework did. */
export function deciderOf(event: OriginRead | undefined): string | null {
  const decider = event?.decidedBy ?? (event?.by?.package === null ? event.by : null);
  return decider?.function ?? null;
}

export function culpritOf(event: OriginRead | undefined): Culprit | null {
  if (event === undefined) return null;
  const decider = event.decidedBy ?? event.by;
  if (decider !== null) return { ...decider, layer: event.layer };
  if (event.layer === null) return null;
  return { function: null, file: '', line: 0, package: null, layer: event.layer };
}

/** The preflight that went before the decisive exchange. */
export function preflightOf({ outcome, exchange }: Facts): Exchange | undefined {
  return exchange.kind === 'preflight'
    ? exchange
    : outcome.exchanges.find(({ kind }) => kind === 'preflight');
}

/** What the app sets this header with, or CORS headers at all, as far as it shows. */
export function styleIn(facts: Facts, header = 'access-control-allow-origin'): CorsStyle {
  return styleOf(facts, header);
}

/** The page's origin. */
export function askedOrigin({ outcome }: Facts): string {
  return outcome.request.origin;
}

/** Whether the response names another origin, or none where an origin would be named. */
export function isAboutOrigin(facts: Facts): boolean {
  return [
    'MissingAllowOriginHeader',
    'AllowOriginMismatch',
    'InvalidAllowOriginValue',
    'MultipleAllowOriginValues',
  ].includes(checkCode(facts.outcome));
}

/** Whether there is no Allow-Origin where one is needed. */
export function isMissing(facts: Facts): boolean {
  return checkCode(facts.outcome) === 'MissingAllowOriginHeader';
}

/** What is written where an origin would be, when the variable that holds it is not set. */
export function isUnset(value: string | null): boolean {
  return value === '' || value === 'undefined';
}

/** Scheme, host and port of an origin with a host; undefined for anything else. */
export function partsOf(origin: string): { scheme: string; host: string; port: string } | undefined {
  const match = /^([a-z]+):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?$/.exec(origin);
  return match === null ? undefined : { scheme: match[1] ?? '', host: match[2] ?? '', port: match[3] ?? '' };
}

/** Whether the same page is allowed on the same path by another request. */
export function isElsewhereGood(facts: Facts): boolean {
  const preflight = isPreflight(facts) ? undefined : preflightOf(facts);
  const { origin } = facts.outcome.request;
  if (preflight !== undefined && lets(origin, preflight)) return true;
  return facts.probes.some(
    ({ origin: asked, exchange }) =>
      asked === origin && exchange.method === 'OPTIONS' && lets(origin, exchange),
  );
}
