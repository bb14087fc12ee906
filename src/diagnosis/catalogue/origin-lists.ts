import type { Exchange } from '../../browser/transcript.js';
import { unrelatedOrigins } from '../../request/unrelated-origins.js';
import {
  describeEvent,
  hasCorsReadOrigin,
  hasCorsRun,
  isCorsCalled,
  isCorsPackage,
  isEndedByErrorHandler,
  lastEntered,
  originFunctionOf,
  originReadBy,
} from './app-layers.js';
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
  isBare,
  isUnset,
  lets,
  linesOf,
  probeOf,
  styleIn,
  setterOf,
} from '../facts.js';
import { answerCode, settingsCode } from '../remedy.js';
import type { Finding } from '../cause.js';
import { namesOrigin } from '../vary.js';
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
      const isOtherNow = repeated.some(isLet);
      const isMixed = preflights.some(isLet) && !preflights.every(isLet);
      if (!isAboutOrigin(facts) || !(isOtherNow || isMixed)) return undefined;
      // An app that is starting, or counts requests, says so by the status.
      const statuses = [...(isOtherNow ? [facts.exchange, ...repeated] : preflights)].map(
        ({ status }) => status,
      );
      if (statuses.some((status) => status >= 400)) return undefined;
      // A list that was loaded in between stays loaded.
      const isAlternating = repeated.some(
        (answer, at) => at > 0 && !isLet(answer) && isLet(repeated[at - 1] ?? answer),
      );
      const isProven = isAlternating || isMixed;
      return (isProven ? certain : likely)(
        [
          isOtherNow
            ? `asked once more, the same exchange was allowed${isProven ? ', and refused the third time' : ''}`
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
      if (!namesOrigin(headerOf({ exchange: answer }, 'vary'))) return undefined;
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
      const lines = linesOf(facts, allowOrigin);
      const value = lines.join(', ');
      if (
        !isAboutOrigin(facts) ||
        (lines.length > 1 && facts.recording === undefined) ||
        !/[,\s]/.test(value)
      )
        return undefined;
      const writers = eventsOf(facts, 'access-control-allow-origin').filter(({ kind }) => kind !== 'remove');
      if (writers.length > 1) return undefined;
      const origins = value.split(/[,\s]+/).filter(Boolean);
      return certain(
        [
          `${allowOrigin} is "${value}": ${lines.length > 1 ? 'more than one' : 'one value that no browser takes apart'}`,
        ],
        {
          culprit: culpritOf(writers[0]),
          remedy: {
            text: `give a list, so that the one origin that asks is answered, ${placeOf(styleIn(facts))}:`,
            code: settingsCode(styleIn(facts), { origin: origins }),
          },
        },
      );
    },
  },
];

export const notListedEntry: Entry = {
  id: 'origin-not-listed',
  title: 'The app lets others in, and this origin is not among them.',
  before: "app.use(cors({ origin: ['https://admin.example'] }))",
  after: "app.use(cors({ origin: ['https://admin.example', 'https://app.example'] }))",
  find: (facts) => {
    const value = allowOriginOf(facts);
    // A redirect of a preflight is refused before its headers are looked at, which tell as much.
    const isRedirected = facts.outcome.code === 'PreflightDisallowedRedirect' && value === null;
    if (!isAboutOrigin(facts) && !isRedirected) return undefined;
    const remedy = addIt(facts);
    const setting = setterOf(facts, 'access-control-allow-origin');
    if (isUnset(value)) return undefined;
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
    // It was let in, and the header was lost.
    if (eventsOf(facts, 'access-control-allow-origin').length > 0) return undefined;
    const refusal = refusalByFunction(facts) ?? refusalByList(facts);
    return refusal && { ...refusal, remedy };
  },
};

type Refusal = Omit<Finding, 'remedy'>;

/** cors() was given a function, or asks one for its options. */
function refusalByFunction(facts: Facts): Refusal | undefined {
  const hasAsked = hasCorsReadOrigin(facts) || originReadBy(facts) !== undefined;
  if (!hasAsked || hasCorsRun(facts) || !isCorsCalled(facts)) return undefined;
  // An error of what came later is none of the function.
  if (isEndedByErrorHandler(facts) && lastEntered(facts)?.isCors !== false) return undefined;
  // What it is that failed does not show in other frameworks.
  if (facts.exchange.status >= 500 && facts.recording?.layers == null) return undefined;
  const asked = originFunctionOf(facts);
  if (asked !== undefined) {
    const name = asked.function ?? 'the function that checks the origin';
    return {
      certainty: 'certain',
      evidence: [`${name} (${asked.file}:${String(asked.line)}) did not let it in`],
      culprit: { ...asked, layer: endOf(facts)?.layer ?? null },
    };
  }
  const read = facts.recording?.originReads.find(({ by }) => isCorsPackage(by?.package));
  if (read === undefined) return undefined;
  return {
    certainty: 'certain',
    evidence: [`${describeEvent(read)} has asked about the origin, and was told not to let it in`],
    culprit: culpritOf(read),
  };
}

function refusalByList(facts: Facts): Refusal | undefined {
  const { status } = facts.exchange;
  // A list that does not hold the origin still says that the answer depends on it.
  const varying = eventsOf(facts, 'vary').find(({ value: names }) => namesOrigin(names));
  const evidence = ['the answer varies by Origin, so there is a list, and this origin is not on it'];
  const culprit = culpritOf(varying);
  const reader = originReadBy(facts);
  // Other packages say so before they ask a function, which may have failed.
  if (varying?.by?.package?.startsWith('cors@') || (status < 500 && hasCorsRun(facts)))
    return { certainty: 'certain', evidence, culprit };
  if (status < 500 && varying?.by?.package === null && reader !== undefined)
    return { certainty: 'certain', evidence, culprit };
  if (status < 500 && namesOrigin(headerOf(facts, 'vary'))) return { certainty: 'likely', evidence, culprit };
  if (status >= 500 || reader === undefined || !isBare(facts.exchange)) return undefined;
  return {
    certainty: 'likely',
    evidence: [`${describeEvent(reader)} looked at the Origin, and no header was set`],
    culprit: culpritOf(reader),
  };
}

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
