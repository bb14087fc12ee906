import type { Exchange } from '../../browser/transcript.js';
import { unrelatedOrigins } from '../unrelated-origins.js';
import { describeEvent, hasCorsRun, originFunctionOf } from './app-layers.js';
import {
  allowOriginOf,
  askedOrigin,
  isAboutOrigin,
  partsOf,
  culpritOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  lets,
  linesOf,
  probeOf,
  styleIn,
  setterOf,
} from '../facts.js';
import { answerCode, settingsCode } from '../remedy.js';
import type { Finding } from '../cause.js';
import { certain, type Entry, likely } from './entry.js';
import { placeOf } from './places.js';

const allowOrigin = 'Access-Control-Allow-Origin';

export const originListEntries: readonly Entry[] = [
  {
    id: 'stateful-origin-check',
    title:
      'The same question is answered differently each time: a RegExp with the flag g or y keeps its place.',
    before: 'app.use(cors({ origin: /\\.example\\.com$/g }))',
    after: 'app.use(cors({ origin: /\\.example\\.com$/ }))',
    find: (facts) => {
      const { repeated, preflights } = facts;
      const isLet = (answer: Exchange): boolean => lets(askedOrigin(facts), answer);
      const isOtherNow = repeated !== undefined && isLet(repeated);
      const isMixed = preflights.some(isLet) && !preflights.every(isLet);
      if (!isAboutOrigin(facts) || !(isOtherNow || isMixed)) return undefined;
      return certain(
        [
          isOtherNow
            ? 'asked once more, the same exchange was allowed'
            : 'of two equal preflights one was allowed, one was not',
        ],
        {
          remedy: {
            text: 'drop the flag g (or y) of the RegExp that checks the origin: it makes each test begin where the last one ended',
            code: '',
          },
        },
      );
    },
  },
  {
    id: 'wildcard-in-list',
    title: 'A list with "*" in it matches the literal origin "*" only.',
    before: "app.use(cors({ origin: ['*'] }))",
    after: "app.use(cors({ origin: '*' }))",
    find: (facts) => {
      const answer = probeOf(facts, '*');
      if (!isAboutOrigin(facts) || answer === undefined || !lets('*', answer)) return undefined;
      if (!/origin/i.test(headerOf({ exchange: answer }, 'vary') ?? '')) return undefined;
      return certain(['a page at the origin "*" would be let in: "*" is compared as text'], {
        remedy: {
          text: `write "*" as a string, not in a list, ${placeOf(styleIn(facts))}:`,
          code: settingsCode(styleIn(facts), { origin: '*' }),
        },
      });
    },
  },
  {
    id: 'origins-joined',
    title: 'Several origins stand in one string.',
    before: "app.use(cors({ origin: 'https://app.example, https://admin.example' }))",
    after: "app.use(cors({ origin: ['https://app.example', 'https://admin.example'] }))",
    find: (facts) => {
      const [value, ...more] = linesOf(facts, allowOrigin);
      if (!isAboutOrigin(facts) || value === undefined || more.length > 0 || !/[,\s]/.test(value))
        return undefined;
      const writers = eventsOf(facts, 'access-control-allow-origin').filter(({ kind }) => kind !== 'remove');
      if (writers.length > 1) return undefined;
      const origins = value.split(/[,\s]+/).filter(Boolean);
      return certain([`${allowOrigin} is "${value}": one value that no browser takes apart`], {
        culprit: culpritOf(writers[0]),
        remedy: {
          text: `give a list, so that the one origin that asks is answered, ${placeOf(styleIn(facts))}:`,
          code: settingsCode(styleIn(facts), { origin: origins }),
        },
      });
    },
  },
];

export const notListedEntry: Entry = {
  id: 'origin-not-listed',
  title: 'The app lets others in, and this origin is not among them.',
  before: "app.use(cors({ origin: ['https://admin.example'] }))",
  after: "app.use(cors({ origin: ['https://admin.example', 'https://app.example'] }))",
  find: (facts) => {
    if (!isAboutOrigin(facts)) return undefined;
    const value = allowOriginOf(facts);
    const remedy = addIt(facts);
    const setting = setterOf(facts, 'access-control-allow-origin');
    if (value !== null)
      return certain([`${allowOrigin} names "${value}"; set by ${describeEvent(setting)}`], {
        culprit: culpritOf(setting),
        remedy,
      });
    const others = facts.probes.filter(
      ({ origin, exchange }) => origin !== null && origin !== '*' && lets(origin, exchange),
    );
    const [other] = others;
    if (other !== undefined)
      return certain([`"${other.origin ?? ''}" is let in, this origin is not`], { remedy });
    const asked = originFunctionOf(facts);
    if (asked && facts.exchange.status < 500) {
      const name = asked.function ?? 'the function that checks the origin';
      const culprit = { ...asked, layer: endOf(facts)?.layer ?? null };
      return certain([`${name} (${asked.file}:${String(asked.line)}) did not let it in`], {
        culprit,
        remedy,
      });
    }
    // A list that does not hold the origin still says that the answer depends on it.
    const varying = eventsOf(facts, 'vary').find(({ value: names }) => /origin/i.test(names));
    const evidence = 'the answer varies by Origin, so there is a list, and this origin is not on it';
    if (facts.exchange.status < 500 && (hasCorsRun(facts) || varying?.by?.package === null))
      return certain([evidence], { culprit: culpritOf(varying), remedy });
    return facts.exchange.status < 500 && /origin/i.test(headerOf(facts, 'vary') ?? '')
      ? likely([evidence], { culprit: culpritOf(varying), remedy })
      : undefined;
  },
};

function addIt(facts: Facts): Finding['remedy'] {
  const value = allowOriginOf(facts);
  const style = styleIn(facts);
  const origin = askedOrigin(facts);
  if (unrelatedOrigins.some((known) => known === origin)) {
    return {
      text: `if every page should be let in, ${placeOf(style)}:`,
      code: settingsCode(style, { origin: '*' }),
    };
  }
  if (origin === 'null') {
    return {
      text: 'a page in a sandboxed frame, or opened from disk, has no origin: serve it from one; a list with "null" lets in every such page',
      code: '',
    };
  }
  const asked = originFunctionOf(facts);
  if (asked && value === null) {
    const name = asked.function ?? 'the function that checks the origin';
    return {
      text: `if this page should be let in, at the beginning of ${name} (${asked.file}:${String(asked.line)}):`,
      code: answerCode(origin, true),
    };
  }
  const fixed = value !== null && partsOf(value) !== undefined ? [value] : [];
  return {
    text: `if this page should be let in, add its origin to the list of those allowed, ${placeOf(style)}:`,
    code: settingsCode(style, { origin: value === null ? { add: origin } : [...fixed, origin] }),
  };
}
