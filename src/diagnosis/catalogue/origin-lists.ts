import type { Exchange } from '../../browser/transcript.js';
import {
  allowOriginIn,
  askedOrigin,
  isAboutOrigin,
  culpritOf,
  eventsOf,
  headerOf,
  isHidden,
  lets,
  linesOf,
  probeLets,
  probeOf,
  writersOf,
} from '../facts.js';
import { unrelated } from './unrelated.js';
import { namesOrigin } from '../vary.js';
import { certain, type Entry, likely } from './entry.js';
import { changed } from './places.js';

const allowOrigin = 'Access-Control-Allow-Origin';

export const originListEntries: readonly Entry[] = [
  {
    id: 'stateful-origin-check',
    title: 'The same request gets different responses: a RegExp with the flag g or y remembers its position.',
    before: 'app.use(cors({ origin: /\\.example\\.com$/g }))',
    after: 'app.use(cors({ origin: /\\.example\\.com$/ }))',
    refutedBy: 'the same response every time, or another status in between',
    find: (facts) => {
      const { repeated, preflights } = facts;
      const isLet = (answer: Exchange): boolean => lets(askedOrigin(facts), answer);
      const isOtherNow = repeated.some(isLet);
      const isMixed = preflights.some(isLet) && !preflights.every(isLet);
      if (!isAboutOrigin(facts) || !(isOtherNow || isMixed)) return undefined;
      // An app that is starting, or counts requests, says so by the status.
      const statuses = [...(isOtherNow ? [facts.exchange, ...repeated] : preflights)].map(
        ({ status }) => status,
      );
      const isSteady = new Set(statuses).size === 1;
      if (!isSteady && isOtherNow) return undefined;
      // A list that was loaded in between stays loaded.
      const isAlternating = repeated.some(
        (answer, at) => at > 0 && !isLet(answer) && isLet(repeated[at - 1] ?? answer),
      );
      // What was set and lost is another thing.
      const isLost = eventsOf(facts, 'access-control-allow-origin').length > 0;
      const isProven = (isAlternating || isMixed) && isSteady && !isLost;
      return (isProven ? certain : likely)(
        [
          isOtherNow
            ? `the same request was allowed the second time${isProven ? ', and rejected the third time' : ''}`
            : 'of two identical preflights one was allowed, the other was not',
        ],
        {
          remedy: {
            text: 'remove the flag g (or y) from the RegExp that checks the origin: with it each test starts where the last match ended',
            code: '',
          },
        },
      );
    },
  },
  {
    id: 'wildcard-in-list',
    title: 'A list with "*" in it matches only the literal origin "*".',
    before: "app.use(cors({ origin: ['*'] }))",
    after: "app.use(cors({ origin: '*' }))",
    refutedBy: 'the literal origin "*" is rejected',
    find: (facts) => {
      const answer = probeOf(facts, '*');
      if (!isAboutOrigin(facts) || answer === undefined || !probeLets(facts, '*')) return undefined;
      if (!namesOrigin(headerOf({ exchange: answer }, 'vary')) || probeLets(facts, unrelated))
        return undefined;
      // What another function has set shows as much as what this one has not.
      const state = allowOriginIn(facts) === null ? certain : likely;
      return state(['the app allows the literal origin "*": it compares "*" as text'], {
        remedy: changed(facts, 'write "*" as a string, not in a list,', { origin: '*' }),
      });
    },
  },
  {
    id: 'origins-joined',
    title: 'Several origins are joined in one string.',
    before: "app.use(cors({ origin: 'https://app.example, https://admin.example' }))",
    after: "app.use(cors({ origin: ['https://app.example', 'https://admin.example'] }))",
    refutedBy: 'two places that set the header',
    find: (facts) => {
      const lines = linesOf(facts, allowOrigin);
      const value = lines.join(', ');
      if (
        !isAboutOrigin(facts) ||
        (lines.length > 1 && facts.recording === undefined) ||
        !/[,\s]/.test(value)
      )
        return undefined;
      const writers = writersOf(facts, 'access-control-allow-origin');
      if (writers.length > 1) return undefined;
      const origins = value.split(/[,\s]+/).filter(Boolean);
      return (isHidden(facts) ? likely : certain)(
        [
          `${allowOrigin} is "${value}": ${lines.length > 1 ? 'more than one value' : 'no browser splits the value'}`,
        ],
        {
          culprit: culpritOf(writers[0]),
          remedy: changed(facts, 'give a list, so that each response names one origin,', {
            origin: origins,
          }),
        },
      );
    },
  },
];
