import { plural } from '../../text/sentence.js';
import {
  askedOrigin,
  culpritOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  isBare,
  isElsewhereGood,
  isMissing,
  isPreflight,
  lets,
} from '../facts.js';
import type { Finding } from '../cause.js';
import { namesOrigin } from '../vary.js';
import { answersCode, isByHand } from '../remedy.js';
import {
  corsLayersOf,
  describeEvent,
  describeLayer,
  hasCorsRun,
  isCorsCalled,
  isEndedByErrorHandler,
  isEndedInFrontOfRoutesCors,
  isEntered,
  lastEntered,
  isUntouched,
} from './app-layers.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { changed, corsCode, newCorsCode, usualIn } from './places.js';
import { serverIn } from './proxy-sides.js';
import { replacedByUpstream } from './upstream.js';

/** Without an error, and with this page on the list where it can be. */
function noError(facts: Facts): Finding['remedy'] {
  const origin = askedOrigin(facts);
  const text = 'reject an origin without an error';
  if (origin === 'null') return { text: `${text}:`, code: 'callback(null, false)' };
  return {
    text: `${text}; if this page should be allowed, add it to the list of allowed origins (here: allowed):`,
    code: answersCode(usualIn(facts), origin),
  };
}

export const removedEntry: Entry = {
  id: 'cors-headers-removed',
  title: 'The header was set, and removed or overwritten later.',
  before: "res.removeHeader('Access-Control-Allow-Origin')",
  after: '',
  find: (facts) => {
    const byUpstream = replacedByUpstream(facts);
    if (byUpstream !== undefined) return byUpstream;
    const events = eventsOf(facts, 'access-control-allow-origin');
    const { origin } = facts.outcome.request;
    const set = events.find(({ value }) => value === origin || value === '*');
    const later = events.slice(set === undefined ? events.length : events.indexOf(set) + 1);
    const lost = later.find(
      ({ kind, value }) => kind === 'remove' || (kind === 'replace' && value !== set?.value),
    );
    if (facts.outcome.allowed || lost === undefined || lets(origin, facts.exchange)) return undefined;
    // A framework that clears the headers of an error.
    if (facts.exchange.status >= 400 && lost.by === null) return undefined;
    const what = lost.kind === 'remove' ? 'removed' : `replaced it with "${lost.value}"`;
    return certain(
      [
        `set by ${describeEvent(set)}`,
        `${describeEvent(lost)} ${what}${lost.kind === 'remove' ? ' it' : ''}`,
      ],
      {
        culprit: culpritOf(lost),
        remedy: { text: `do not change the header in ${lost.by?.function ?? 'that function'}`, code: '' },
      },
    );
  },
};

/** Of Koa's cors(), which keeps its headers where Koa clears all others. */
function kept(facts: Facts): Finding['remedy'] {
  const style = usualIn(facts);
  if (style !== '@koa/cors') return keptFrom(facts);
  return changed(style, 'keep the CORS headers on errors,', { other: 'keepHeadersOnError: true' });
}

function keptFrom(facts: Facts): Finding['remedy'] {
  return {
    text: 'run cors() on the app, before anything that can fail, and keep its headers in the error handler:',
    code: corsCode(facts),
  };
}

export const errorEntries: readonly Entry[] = [
  {
    id: 'origin-callback-failed',
    title:
      'The function that checks the origin passes an error for an origin that is not allowed, so the response is a 500.',
    before: "callback(new Error('Not allowed by CORS'))",
    after: 'callback(null, false)',
    find: (facts) => {
      if (!isMissing(facts) || facts.exchange.status < 500) return undefined;
      if (facts.recording?.layers === null && namesOrigin(headerOf(facts, 'vary'))) {
        const evidence = [
          `the response is a ${String(facts.exchange.status)} that varies by Origin, so the CORS middleware had started`,
        ];
        return likely(evidence, { culprit: culpritOf(endOf(facts)), remedy: noError(facts) });
      }
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
      ];
      const rest = {
        culprit: culpritOf(endOf(facts)),
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
    find: (facts) => {
      const { exchange } = facts;
      if (!isMissing(facts) || isPreflight(facts) || exchange.status < 400) return undefined;
      const end = endOf(facts);
      if (isEndedInFrontOfRoutesCors(facts)) {
        const evidence = `${describeEvent(end)} responded with ${String(exchange.status)} before the cors() of the same route ran`;
        return certain([evidence], {
          culprit: culpritOf(end),
          remedy: { text: 'run cors() on the app, before anything that can fail:', code: corsCode(facts) },
        });
      }
      const isCleared = eventsOf(facts, 'access-control-allow-origin').some(({ kind }) => kind === 'remove');
      const isGoodNow = facts.repeated.some((answer) => lets(facts.outcome.request.origin, answer));
      const isProven = isCleared || isGoodNow || isElsewhereGood(facts);
      if (!isProven && !isBare(exchange)) return undefined;
      // Either may lose them, what is in front and what is behind it.
      const isInFront = facts.recording === undefined && serverIn(facts) !== undefined;
      return (isProven ? (isInFront ? likely : certain) : possible)(
        [
          `${describeEvent(end)} responded with ${String(exchange.status)} and no CORS headers${isCleared ? ', which were set before' : isGoodNow ? '; a second request got them' : isProven ? '; the preflight response for the same path has them' : ''}`,
        ],
        {
          culprit: culpritOf(end),
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
  find: (facts) => {
    const { recording, exchange } = facts;
    if (!isMissing(facts) || !isBare(exchange) || facts.probes.some((probe) => !isBare(probe.exchange)))
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
      !recording.layers.some((layer) => layer.name === 'mounted_app' && !isEntered(facts, layer));
    const evidence = hasLayers
      ? [
          `the app has ${plural(recording.layers?.length ?? 0, 'layer')}: none sets a CORS header, none is cors()`,
        ]
      : ['the response has no CORS headers'];
    const rest = {
      culprit: culpritOf(endOf(facts)),
      remedy: {
        text:
          isByHand(usualIn(facts)) === undefined
            ? 'mount cors() on the app, before the routes:'
            : 'set the header before anything responds:',
        code: newCorsCode(facts),
      },
    };
    return isProven ? certain(evidence, rest) : likely(evidence, rest);
  },
};
