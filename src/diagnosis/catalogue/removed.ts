import type { TraceEvent } from '../../app/trace-event.js';
import type { Finding } from '../cause.js';
import {
  checkCode,
  culpritOf,
  deciderOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  isHidden,
} from '../facts.js';
import { namesOrigin } from '../vary.js';
import { describeEvent, isCorsPackage } from './app-layers.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { isRight } from './right-value.js';
import { replacedByUpstream } from './upstream.js';

const written: Readonly<Record<string, string>> = {
  'access-control-allow-origin': 'Access-Control-Allow-Origin',
  'access-control-allow-credentials': 'Access-Control-Allow-Credentials',
  'access-control-allow-methods': 'Access-Control-Allow-Methods',
  'access-control-allow-headers': 'Access-Control-Allow-Headers',
};

/** The header a refusal is about, in lower case. */
function headerAbout({ outcome }: Facts): string {
  switch (outcome.code) {
    case 'MethodDisallowedByPreflightResponse':
      return 'access-control-allow-methods';
    case 'HeaderDisallowedByPreflightResponse':
      return 'access-control-allow-headers';
    default:
      return checkCode(outcome) === 'InvalidAllowCredentials'
        ? 'access-control-allow-credentials'
        : 'access-control-allow-origin';
  }
}

/** What is still there, beside something else, is not lost. */
function isAppended(value: string, set: string): boolean {
  return value === set || value.startsWith(`${set}, `);
}

export const removedEntry: Entry = {
  id: 'cors-headers-removed',
  title: 'The header was set, and removed or overwritten later.',
  before: "res.removeHeader('Access-Control-Allow-Origin')",
  after: '',
  refutedBy: 'a response in which nothing changes the header after it was set',
  find: (facts) => {
    const byUpstream = replacedByUpstream(facts);
    if (byUpstream !== undefined) return byUpstream;
    const header = headerAbout(facts);
    const events = eventsOf(facts, header);
    const { allowed, code } = facts.outcome;
    if (allowed || code === null || /^Preflight(InvalidStatus|DisallowedRedirect)$/.test(code))
      return undefined;
    const set = events.find(({ value }) => isRight(facts, header, value));
    const later = set === undefined ? [] : events.slice(events.indexOf(set) + 1);
    const lost = later.find(
      ({ kind, value }) => kind === 'remove' || (kind === 'replace' && !isAppended(value, set?.value ?? '')),
    );
    const now = headerOf(facts, header);
    if (now !== null && isRight(facts, header, now)) return undefined;
    if (lost === undefined) return unproven(facts, header, events);
    // A framework that clears the headers of an error.
    if (facts.exchange.status >= 400 && lost.by === null) return undefined;
    const what = lost.kind === 'remove' ? 'removed it' : `replaced it with "${lost.value}"`;
    return certain(
      [`${written[header] ?? header} was set by ${describeEvent(set)}`, `${describeEvent(lost)} ${what}`],
      { culprit: culpritOf(lost), remedy: once(facts, lost, written[header] ?? header) },
    );
  },
};

/** Two writers of which neither was right, or writers that do not show. */
function unproven(facts: Facts, header: string, events: readonly TraceEvent[]): Finding | undefined {
  const name = written[header] ?? header;
  const again = events
    .slice(1)
    .findLast(({ kind, by }) => by !== null && ['replace', 'remove'].includes(kind));
  if (again !== undefined)
    return likely([`${describeEvent(events[0])} set ${name}, and ${describeEvent(again)} changed it`], {
      culprit: culpritOf(again),
      remedy: once(facts, again, name),
    });
  if (facts.recording === undefined || !isHidden(facts, header)) return undefined;
  const hasOthers = facts.exchange.responseHeaders.some(([other]) => /^access-control-/i.test(other));
  if (!hasOthers && !namesOrigin(headerOf(facts, 'vary'))) return undefined;
  return possible([`who set ${name}, and whether somebody changed it, does not show`], {
    remedy: { text: `look for what sets or removes ${name} after CORS has`, code: '' },
  });
}

/** Whoever sets it a second time leaves it alone. */
function once(facts: Facts, lost: TraceEvent, header: string): Finding['remedy'] {
  const who = describeEvent(lost);
  if (isCorsPackage(lost.by?.package)) {
    const text = `remove the second cors(), ${who}, or give it the options of the first`;
    // It mounts one of its own unless it is asked not to.
    return endOf(facts)?.packages.some((name) => name.startsWith('apollo-server-express@')) === true
      ? { text: `${text}; Apollo has mounted it:`, code: 'server.applyMiddleware({ app, cors: false })' }
      : { text, code: '' };
  }
  if (lost.by !== null && lost.by.package !== null)
    return { text: `do not let ${who} set ${header}: it is set already`, code: '' };
  const place = deciderOf(lost) ?? who;
  const action = lost.kind === 'remove' ? `remove ${header}` : `set ${header}`;
  return {
    text: `do not ${action} in ${place}${lost.kind === 'remove' ? '' : ': it is set already'}`,
    code: '',
  };
}
