import { enumerate, plural } from '../../text/sentence.js';
import {
  askedOrigin,
  culpritOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  isSilent,
  isElsewhereGood,
  isMissing,
  isPreflight,
  lets,
  probeOf,
} from '../facts.js';
import type { Finding } from '../cause.js';
import { namesOrigin } from '../vary.js';
import { answerCode, answersCode, isByHand } from '../remedy/remedy.js';
import {
  corsLayersOf,
  describeEvent,
  describeLayer,
  describeResponder,
  responderOf,
  hasCorsRun,
  hasUncalled,
  isCorsCalled,
  isEndedByErrorHandler,
  isEndedInFrontOfRoutesCors,
  isEntered,
  lastEntered,
  isUntouched,
} from './app-layers.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { usualOf } from '../cors-style.js';
import { changed, corsCode, mount, newCorsCode, nullOrigin, remedy } from './places.js';

/** Without an error, and with this page on the list where it can be. */
function noError(facts: Facts): Finding['remedy'] {
  const origin = askedOrigin(facts);
  const text = 'reject an origin without an error';
  if (origin === 'null') return forNull(facts);
  return remedy(
    `${text}; if this page should be allowed, add it to the list of allowed origins (here: allowed)`,
    answersCode(usualOf(facts), origin),
  );
}

/**
 * Any sandboxed frame has the origin `null`, so that it is never allowed together with credentials; without them it reads
 * what everybody may read.
 */
function forNull(facts: Facts): Finding['remedy'] {
  const without = probeOf(facts, null);
  const allowsCredentials =
    without === undefined || headerOf({ exchange: without }, 'access-control-allow-credentials') === 'true';
  if (allowsCredentials || facts.outcome.request.credentials === 'include') return nullOrigin;
  return remedy(
    `${nullOrigin.text}; if every such page may read this without cookies, allow it where the origin is checked`,
    answerCode('null', true),
  );
}

/** Of Koa's cors(), which keeps its headers where Koa clears all others. */
function kept(facts: Facts): Finding['remedy'] {
  const style = usualOf(facts);
  if (style !== '@koa/cors') return keptFrom(facts);
  return changed(facts, 'keep the CORS headers on errors,', { other: 'keepHeadersOnError: true' }, style);
}

function keptFrom(facts: Facts): Finding['remedy'] {
  return remedy(
    `${mount(facts)} on the app, before anything that can fail, and keep its headers in the error handler`,
    corsCode(facts),
  );
}

export const errorEntries: readonly Entry[] = [
  {
    id: 'origin-callback-failed',
    title:
      'The function that checks the origin passes an error for an origin that is not allowed, so the response is a 500.',
    before: "callback(new Error('Not allowed by CORS'))",
    after: 'callback(null, false)',
    refutedBy: 'the same error without an Origin, or for every origin',
    find: (facts) => {
      if (!isMissing(facts) || facts.exchange.status < 500) return undefined;
      if (facts.recording?.layers === null && namesOrigin(headerOf(facts, 'vary'))) {
        const evidence = [
          `the response is a ${String(facts.exchange.status)} that varies by Origin, so the CORS middleware had started`,
        ];
        return likely(evidence, { culprit: culpritOf(responderOf(facts)), remedy: noError(facts) });
      }
      if (facts.recording?.layers === null && isSilent(facts.exchange))
        return possible([`the response is a ${String(facts.exchange.status)}, and why does not show`], {
          culprit: culpritOf(responderOf(facts)),
          remedy: noError(facts),
        });
      if (hasCorsRun(facts)) return undefined;
      const cors = corsLayersOf(facts).findLast((layer) => isEntered(facts, layer));
      if (cors === undefined || !isEndedByErrorHandler(facts)) return undefined;
      if (lastEntered(facts)?.number !== cors.number) return undefined;
      const other = facts.probes.find(({ exchange }) => exchange.status < 500);
      const evidence = [
        `${describeLayer(cors)} ran and set nothing; its error became a ${String(facts.exchange.status)}`,
        ...(other === undefined
          ? []
          : [`${other.origin === null ? 'without an Origin' : `for "${other.origin}"`} there is no error`]),
        ...(askedOrigin(facts) === 'null' && other?.origin === null
          ? ['the text "null" is not a missing Origin: a check such as !origin does not cover it']
          : []),
      ];
      const rest = {
        culprit: culpritOf(responderOf(facts)),
        remedy: noError(facts),
      };
      const isProven = other !== undefined || cors.kind !== 'route';
      return isProven ? certain(evidence, rest) : likely(evidence, rest);
    },
  },
  {
    id: 'error-response-without-cors-headers',
    title: 'Successful responses have the headers, error responses do not.',
    before: 'app.use((error, req, res, next) => { res.writeHead(500).end() })',
    after:
      "app.use((error, req, res, next) => { res.set('Access-Control-Allow-Origin', origin).status(500).end() })",
    refutedBy: 'a response of the same route without an error that has no headers either',
    find: (facts) => {
      const { exchange } = facts;
      if (!isMissing(facts) || isPreflight(facts) || exchange.status < 400) return undefined;
      const end = endOf(facts);
      if (isEndedInFrontOfRoutesCors(facts)) {
        const evidence = `${describeResponder(facts)} responded with ${String(exchange.status)} before the cors() of the same route ran`;
        return certain([evidence], {
          culprit: culpritOf(responderOf(facts)),
          remedy: remedy(`${mount(facts)} on the app, before anything that can fail`, corsCode(facts)),
        });
      }
      const isCleared = eventsOf(facts, 'access-control-allow-origin').some(
        ({ kind, by }) => kind === 'remove' && (by === null || by.function === end?.by?.function),
      );
      const { origin, credentials } = facts.outcome.request;
      const wasRight = eventsOf(facts, 'access-control-allow-origin').some(
        ({ value }) => value === origin || (value === '*' && credentials !== 'include'),
      );
      const isGoodNow = facts.repeated.some((answer) => answer.status < 400 && lets(origin, answer));
      const isProven = (isCleared && wasRight) || isGoodNow;
      const isElsewhere = isElsewhereGood(facts);
      if (!isProven && !isElsewhere && !isSilent(exchange)) return undefined;
      // Whether the same route has them where nothing fails cannot be seen by its preflight.
      return (isProven ? certain : isElsewhere ? likely : possible)(
        [
          `${isCleared ? describeEvent(end) : describeResponder(facts)} responded with ${String(exchange.status)} and no CORS headers${isCleared ? ', which were set before' : isGoodNow ? '; a second request got them' : isElsewhere ? '; the preflight response for the same path has them' : ''}`,
        ],
        {
          culprit: culpritOf(isCleared ? end : responderOf(facts)),
          remedy: isCleared ? kept(facts) : keptFrom(facts),
        },
      );
    },
  },
];

export const nothingEntry: Entry = {
  id: 'no-cors-headers',
  title: 'Nothing on this route sets a CORS header.',
  before: "app.get('/users', listUsers)",
  after: "app.use(cors(options))\napp.get('/users', listUsers)",
  refutedBy: 'a cors() anywhere in the app, another origin that is allowed, or something that reads Origin',
  find: (facts) => {
    const { recording, exchange } = facts;
    if (!isMissing(facts) || !isSilent(exchange) || facts.probes.some((probe) => !isSilent(probe.exchange)))
      return undefined;
    const hasLayers = recording?.layers != null;
    // A handler that was not asked, or has failed, may set them by hand.
    const isWhole = !isPreflight(facts) && exchange.status < 400;
    const isProven =
      isWhole &&
      hasLayers &&
      corsLayersOf(facts).length === 0 &&
      !isCorsCalled(facts) &&
      !isElsewhereGood(facts) &&
      // What looks at the origin may set them for others.
      recording.originReads.length === 0 &&
      isUntouched(facts) &&
      !hasUncalled(facts) &&
      (facts.corsPlaces ?? []).length === 0;
    const places = (facts.corsPlaces ?? []).filter(({ isCertain }) => !isCertain);
    const mentioned = places.length > 0 ? `; ${enumerate(places.map(({ name }) => name))} may set some` : '';
    const isNowhere = mentioned === '' && hasLayers && corsLayersOf(facts).length === 0;
    const evidence = hasLayers
      ? [
          `the app has ${plural(recording.layers?.length ?? 0, 'layer')}: none sets a CORS header here${isNowhere ? ', none is cors()' : mentioned}`,
        ]
      : [`the response has no CORS headers${mentioned}`];
    const rest = {
      culprit: culpritOf(responderOf(facts)),
      remedy:
        askedOrigin(facts) === 'null'
          ? nullOrigin
          : remedy(
              isByHand(usualOf(facts))
                ? 'set the header before anything responds'
                : `${mount(facts)} on the app, before the routes`,
              newCorsCode(facts),
            ),
    };
    return isProven ? certain(evidence, rest) : likely(evidence, rest);
  },
};
