import type { TraceEvent } from '../../app/trace-event.js';
import { recordingOf } from '../../app/recordings.js';
import type { Exchange } from '../../browser/transcript.js';
import {
  allowOriginIn,
  checkCode,
  isAboutOrigin,
  culpritOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  isHidden,
  isSilent,
  isPreflight,
  lets,
  preflightOf,
  setterOf,
} from '../facts.js';
import {
  corsLayersOf,
  describeEvent,
  describeLayer,
  describeResponder,
  hasCorsDecided,
  hasCorsReadOrigin,
  hasCorsRun,
  isCorsCalled,
  isCorsPackage,
  responderOf,
} from './app-layers.js';
import { type LayerInfo } from '../../app/layer-info.js';
import { reaches } from './reach.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { usualOf } from '../cors-style.js';
import { changed } from './places.js';
import { routed, shared, withoutAuthentication, withStatus } from './preflight-remedies.js';

function isOk({ exchange }: Facts): boolean {
  return exchange.status >= 200 && exchange.status <= 299;
}

/** Whether all layers of cors() but these are for other paths. */
function isElsewhere(facts: Facts, but: readonly LayerInfo[]): boolean {
  const others = corsLayersOf(facts).filter((layer) => !but.includes(layer));
  return others.every((layer) => reaches(facts, layer) === false);
}

/** What has set the header: a package, or a function of the app, which may as well have changed it. */
function writerOf(exchange: Exchange): string | null | undefined {
  const events = recordingOf(exchange)?.events ?? [];
  const ofHeader = (name: string): TraceEvent | undefined => events.findLast(({ header }) => header === name);
  // A list that does not hold the origin says no more than this.
  const setting = ofHeader('access-control-allow-origin') ?? ofHeader('vary');
  return setting?.by?.package?.split('@')[0] ?? setting?.by?.function;
}

export const preflightEntries: readonly Entry[] = [
  {
    id: 'preflight-blocked-by-authentication',
    title: 'Authentication rejects the preflight, which never carries credentials.',
    before: 'app.use(requireAuth)\napp.use(cors(options))',
    after: 'app.use(cors(options))\napp.use(requireAuth)',
    refutedBy:
      'something checked the origin before the status was set, or the same page is not rejected with a status of another kind',
    find: (facts) => {
      const { allowed } = facts.outcome;
      if (allowed || !isPreflight(facts) || ![401, 403, 407].includes(facts.exchange.status))
        return undefined;
      const hasDecided = hasCorsDecided(facts);
      const end = endOf(facts);
      const responder = responderOf(facts);
      const decider = culpritOf(responder);
      const name = decider?.package === null ? decider.function : null;
      const [cors] = corsLayersOf(facts);
      const behind = cors === undefined ? '' : `; cors() is ${describeLayer(cors).replace(' (cors())', '')}`;
      const evidence = [
        `${describeResponder(facts)} responded to the preflight with ${String(facts.exchange.status)}${behind}`,
      ];
      const rest = {
        culprit: decider,
        remedy: withoutAuthentication(facts, name ?? 'requireAuth'),
      };
      if (hasDecided) return possible(evidence, rest);
      // 403 is also the response to a missing token of a form, an address, an origin.
      const shown = name ?? responder?.layer?.name ?? '';
      const isNamed =
        /auth|login|token|session|guard|jwt|passport|key/i.test(shown) && !/[cx]srf/i.test(shown);
      const isProven = end !== undefined && (facts.exchange.status !== 403 || isNamed);
      return isProven ? certain(evidence, rest) : likely(evidence, rest);
    },
  },
  {
    id: 'preflight-continues-to-handler',
    title:
      'cors() passes the preflight on (preflightContinue), and the handler does not respond with a 2xx status.',
    before: 'app.use(cors({ preflightContinue: true }))',
    after: 'app.use(cors())',
    refutedBy: 'cors() itself responds',
    find: (facts) => {
      if (facts.outcome.code !== 'PreflightInvalidStatus') return undefined;
      // Only these have the option.
      if (!['cors', 'Nest', 'cors in Node', '@fastify/cors'].includes(usualOf(facts))) return undefined;
      const end = endOf(facts);
      if (end === undefined || end.packages.some(isCorsPackage)) return undefined;
      // What a plugin of Fastify has set shows when it is sent.
      if (!hasCorsRun(facts) && facts.madeWith !== 'fastify') return undefined;
      return (hasCorsRun(facts) ? certain : likely)(
        [
          `cors() set its headers, then ${describeEvent(end)} responded with ${String(facts.exchange.status)}`,
        ],
        {
          culprit: culpritOf(end),
          remedy: changed(
            facts,
            'let cors() handle preflights itself',
            { other: 'preflightContinue: false' },
            usualOf(facts),
          ),
        },
      );
    },
  },
  {
    id: 'preflight-not-routed',
    title: 'cors() is only on the route, and nothing there handles OPTIONS.',
    before: "app.put('/users', cors(), saveUser)",
    after: "app.options('/users', cors())\napp.put('/users', cors(), saveUser)",
    refutedBy: 'another cors() that should have run, or something that checked the origin',
    find: (facts) => {
      const { exchange, outcome } = facts;
      if (outcome.allowed || !isPreflight(facts) || !isSilent(exchange)) return undefined;
      const isAutomatic = isOk(facts) && headerOf(facts, 'allow') !== null;
      if (!isAutomatic && ![404, 405].includes(exchange.status)) return undefined;
      if (isCorsCalled(facts) || hasCorsReadOrigin(facts)) return undefined;
      const layers = corsLayersOf(facts);
      const routes = layers.filter((layer) => layer.kind === 'route' && reaches(facts, layer) !== false);
      const route = routes.find((layer) => reaches(facts, layer)) ?? routes[0];
      const isKnown = facts.recording?.layers != null;
      // Those of other paths, and those that should have run.
      if (isKnown && layers.length > routes.length && (route === undefined || !isElsewhere(facts, routes)))
        return undefined;
      const end = endOf(facts);
      const answer = isAutomatic
        ? 'Express handled OPTIONS itself, with Allow'
        : `OPTIONS gets ${String(exchange.status)}`;
      const evidence = [
        `${answer} and no CORS headers`,
        ...(route === undefined ? [] : [`cors() is only in ${describeLayer(route)}`]),
      ];
      const rest = {
        culprit: end?.by?.package === null ? culpritOf(end) : null,
        remedy: routed(facts, routes),
      };
      if (route !== undefined) return (reaches(facts, route) === true ? certain : likely)(evidence, rest);
      return (isKnown ? possible : likely)(evidence, rest);
    },
  },
  {
    id: 'preflight-status-not-ok',
    title: 'The preflight response has the right headers, but its status is not 2xx.',
    before: "app.options('/users', (req, res) => res.status(400).end())",
    after: "app.options('/users', (req, res) => res.status(204).end())",
    refutedBy: 'a 2xx status',
    find: (facts) => {
      if (facts.outcome.code !== 'PreflightInvalidStatus') return undefined;
      const end = endOf(facts);
      return (facts.madeWith === 'fastify' ? likely : certain)(
        [`${describeEvent(end)} responded with ${String(facts.exchange.status)}`],
        {
          culprit: culpritOf(end),
          remedy: withStatus(facts),
        },
      );
    },
  },
  {
    id: 'preflight-and-request-policies-differ',
    title: 'The preflight and the actual request have different CORS settings.',
    before: "app.options('/users', cors({ origin: a }))\napp.put('/users', cors({ origin: b }), saveUser)",
    after:
      "const options = { origin: a }\napp.options('/users', cors(options))\napp.put('/users', cors(options), saveUser)",
    refutedBy: 'one writer for both, or a header that was set and lost',
    find: (facts) => {
      const { outcome, exchange } = facts;
      const preflight = preflightOf(facts);
      if (preflight === undefined || isPreflight(facts) || preflight.url !== exchange.url) return undefined;
      if (!isAboutOrigin(facts) && !/Credentials|Wildcard/.test(checkCode(outcome))) return undefined;
      const { origin } = outcome.request;
      const [before, now] = [allowOriginIn({ exchange: preflight }), allowOriginIn(facts)];
      if (!lets(origin, preflight)) return undefined;
      // By hand for OPTIONS only, where it shows that no cors() was to come.
      // Set and lost, as the headers of an error are, it is one policy.
      if (now === null && eventsOf(facts, 'access-control-allow-origin').length > 0) return undefined;
      const isLikely = now === null && (!hasCorsRun(facts) || exchange.status >= 400);
      const isByHand = facts.recording?.layers != null && corsLayersOf(facts).length === 0;
      if (isLikely && (!isByHand || exchange.status >= 400)) return undefined;
      const credentials = (which: Facts['exchange']): string | null =>
        headerOf({ exchange: which }, 'access-control-allow-credentials');
      // Overwritten in the one and not in the other, it is one policy as well.
      const isOverwritten =
        eventsOf(facts, 'access-control-allow-origin').some(({ kind }) => kind === 'replace') ||
        isHidden(facts);
      // Asked again, the same preflight or request may get another response: then it is the check.
      const isOneWriter = writerOf(facts.preflights[0] ?? preflight) === writerOf(exchange);
      const isSteady =
        facts.preflights.every((again) => lets(origin, again)) &&
        facts.repeated.every((again) => allowOriginIn({ exchange: again }) === now);
      if (before === now && credentials(preflight) === credentials(exchange)) return undefined;
      const setting = setterOf(facts, 'access-control-allow-origin');
      const said = (value: string | null, which: Facts['exchange']): string =>
        `${value === null ? 'no origin' : `"${value}"`}${credentials(which) === null ? '' : ' with credentials'}`;
      return (isLikely || !isSteady || !isOneWriter || (now !== null && isOverwritten) ? likely : certain)(
        [
          `the preflight response allows ${said(before, preflight)}, the response to the actual request allows ${said(now, exchange)}`,
        ],
        { culprit: culpritOf(setting), remedy: shared(facts, preflight) },
      );
    },
  },
];
