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
  allowOriginIn,
  askedOrigin,
  isAboutOrigin,
  partsOf,
  culpritOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  isBare,
  isElsewhereGood,
  isUnset,
  lets,
  linesOf,
  probeLets,
  probeOf,
  setterOf,
} from '../facts.js';
import { patternsFor } from './patterns.js';
import { unrelated } from './unrelated.js';
import { answerCode } from '../remedy/remedy.js';
import type { Finding } from '../cause.js';
import { namesOrigin } from '../vary.js';
import { certain, type Entry, likely } from './entry.js';
import { changed, nullOrigin } from './places.js';

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
      if (statuses.some((status) => status >= 400)) return undefined;
      // A list that was loaded in between stays loaded.
      const isAlternating = repeated.some(
        (answer, at) => at > 0 && !isLet(answer) && isLet(repeated[at - 1] ?? answer),
      );
      const isProven = isAlternating || isMixed;
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
      if (!isAboutOrigin(facts) || answer === undefined || !lets('*', answer)) return undefined;
      if (!namesOrigin(headerOf({ exchange: answer }, 'vary')) || probeLets(facts, unrelated))
        return undefined;
      return certain(['the app allows the literal origin "*": it compares "*" as text'], {
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
      const writers = eventsOf(facts, 'access-control-allow-origin').filter(({ kind }) => kind !== 'remove');
      if (writers.length > 1) return undefined;
      const origins = value.split(/[,\s]+/).filter(Boolean);
      return certain(
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

export const notListedEntry: Entry = {
  id: 'origin-not-listed',
  title: 'The app allows other origins, but not this one.',
  before: "app.use(cors({ origin: ['https://admin.example'] }))",
  after: "app.use(cors({ origin: ['https://admin.example', 'https://app.example'] }))",
  refutedBy: 'a preflight from the same page that is allowed, or a header that was set and lost',
  find: (facts) => {
    const value = allowOriginIn(facts);
    // A redirect of a preflight is blocked before its headers are read, which show as much.
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
      ({ origin, exchange }) =>
        origin !== null && origin !== '*' && origin !== askedOrigin(facts) && lets(origin, exchange),
    );
    const [other] = others;
    if (other !== undefined)
      return certain([`"${other.origin ?? ''}" is allowed, this origin is not`], { remedy });
    // It was allowed, and the header was lost.
    if (eventsOf(facts, 'access-control-allow-origin').length > 0) return undefined;
    const refusal = refusalByFunction(facts) ?? refusalByList(facts);
    if (refusal === undefined || !isElsewhereGood(facts)) return refusal && { ...refusal, remedy };
    // Its preflight is allowed: two policies, unless the header was lost on its way.
    return hasCorsRun(facts) ? { ...refusal, certainty: 'likely', remedy } : undefined;
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
      evidence: [`${name} (${asked.file}:${String(asked.line)}) did not allow it`],
      culprit: { ...asked, layer: endOf(facts)?.layer ?? null },
    };
  }
  const read = facts.recording?.originReads.find(({ by }) => isCorsPackage(by?.package));
  if (read === undefined) return undefined;
  return {
    certainty: 'certain',
    evidence: [`${describeEvent(read)} checked the origin and did not allow it`],
    culprit: culpritOf(read),
  };
}

function refusalByList(facts: Facts): Refusal | undefined {
  const { status } = facts.exchange;
  // A list that does not hold the origin still says that the response depends on it.
  const varying = eventsOf(facts, 'vary').find(({ value: names }) => namesOrigin(names));
  const evidence = ['the response varies by Origin, so the app has a list, and this origin is not on it'];
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
    evidence: [`${describeEvent(reader)} read Origin, and no header was set`],
    culprit: culpritOf(reader),
  };
}

function addIt(facts: Facts): Finding['remedy'] {
  const value = allowOriginIn(facts);
  const origin = askedOrigin(facts);
  if (unrelatedOrigins.some((known) => known === origin)) {
    return changed(facts, 'if every page should be allowed, set this', { origin: '*' });
  }
  if (origin === 'null') return nullOrigin;
  const asked = originFunctionOf(facts);
  if (asked && value === null) {
    const name = asked.function ?? 'the function that checks the origin';
    return {
      text: `if this page should be allowed, add this at the start of ${name} (${asked.file}:${String(asked.line)}):`,
      code: answerCode(origin, true),
    };
  }
  const fixed = value !== null && partsOf(value) !== undefined ? [value] : [];
  const hint =
    value === null && patternsFor(origin).length > 0
      ? ' (a pattern must be a RegExp there: a string is compared as text)'
      : '';
  return changed(
    facts,
    `if this page should be allowed, add its origin to the list of allowed origins${hint}`,
    {
      origin: value === null ? { add: origin } : [...fixed, origin],
    },
  );
}
