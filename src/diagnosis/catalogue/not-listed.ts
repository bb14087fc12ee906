import { isWrittenPast } from './raw-responses.js';
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
  isHidden,
  isMissing,
  isUnset,
  lets,
  otherProbes,
  probeLets,
  probeOf,
  setterOf,
} from '../facts.js';
import { patternsFor } from './patterns.js';
import { answerCode } from '../remedy/remedy.js';
import type { Finding } from '../cause.js';
import { namesOrigin } from '../vary.js';
import { certain, type Entry, likely } from './entry.js';
import { changed, nullOrigin } from './places.js';

const allowOrigin = 'Access-Control-Allow-Origin';

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
    if (value !== null) {
      const writers = eventsOf(facts, 'access-control-allow-origin').filter(({ kind }) => kind !== 'remove');
      // What was overwritten looks like what was set, unless all of it was seen.
      const isSteady = facts.repeated.every((again) => allowOriginIn({ exchange: again }) === value);
      const isOnly = !isHidden(facts) && writers.length === 1 && isSteady;
      return (isOnly ? certain : likely)(
        [`${allowOrigin} names "${value}"; set by ${describeEvent(setting)}`],
        {
          culprit: culpritOf(setting),
          remedy,
        },
      );
    }
    const other = otherProbes(facts).find(({ origin, exchange }) => origin !== '*' && lets(origin, exchange));
    if (other !== undefined) return certain([`"${other.origin}" is allowed, this origin is not`], { remedy });
    // It was allowed, and the header was lost.
    if (eventsOf(facts, 'access-control-allow-origin').length > 0) return undefined;
    const refusal = refusalByFunction(facts) ?? refusalByList(facts) ?? refusalUnseen(facts);
    if (refusal === undefined) return undefined;
    // What the framework would have sent is not known.
    if (isWrittenPast(facts)) return { ...refusal, certainty: 'possible', remedy };
    if (!isElsewhereGood(facts)) return { ...refusal, remedy };
    // Its preflight is allowed: two policies, unless the header was lost on its way.
    return hasCorsRun(facts) ? { ...refusal, certainty: 'likely', remedy } : undefined;
  },
};

/** Whether origins that are nearly this one were tried, and are rejected as well. */
function wasVaried(facts: Facts): boolean {
  return probeOf(facts, `${facts.outcome.request.origin}/`) !== undefined && !isNearlyListed(facts);
}

/** Whether the header was set for another origin that was tried, and lost: then that one is on the list. */
function isNearlyListed(facts: Facts): boolean {
  return otherProbes(facts).some(({ origin }) => probeLets(facts, origin));
}

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
    return { certainty: isNearlyListed(facts) ? 'likely' : 'certain', evidence, culprit };
  if (status < 500 && varying?.by?.package === null && reader !== undefined)
    return { certainty: wasVaried(facts) ? 'certain' : 'likely', evidence, culprit };
  if (namesOrigin(headerOf(facts, 'vary'))) return { certainty: 'likely', evidence, culprit };
  if (status >= 500 || reader === undefined || !isBare(facts.exchange)) return undefined;
  return {
    certainty: 'likely',
    evidence: [`${describeEvent(reader)} read Origin, and no header was set`],
    culprit: culpritOf(reader),
  };
}

/** Where nothing shows who decides, a list may. */
function refusalUnseen(facts: Facts): Refusal | undefined {
  const isLooked = facts.recording?.originReads.length !== 0 || facts.recording.layers === null;
  if (facts.madeWith === null || !isLooked || !isMissing(facts)) return undefined;
  return { certainty: 'possible', evidence: ['whether the app has a list does not show'] };
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
