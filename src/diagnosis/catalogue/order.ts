import type { LayerInfo } from '../../app/layer-info.js';
import { get } from '../../standard/header-list.js';
import {
  allowOriginIn,
  culpritOf,
  endOf,
  type Facts,
  isAboutOrigin,
  isSilent,
  isElsewhereGood,
  isMissing,
  isUnset,
  setterOf,
} from '../facts.js';
import { isByHand, settingsCode } from '../remedy/remedy.js';
import { namesOrigin } from '../vary.js';
import {
  corsLayerBehind,
  corsLayersOf,
  describeEvent,
  describeLayer,
  describeResponder,
  hasCorsReadOrigin,
  hasCorsRun,
  hasRoutesBehind,
  hasUncalled,
  isCorsCalled,
  isEndedByErrorHandler,
  isEntered,
  isUntouched,
  originReadBy,
  responderOf,
} from './app-layers.js';
import { type Finding } from '../cause.js';
import { reaches } from './reach.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { enumerate } from '../../text/sentence.js';
import { usualOf } from '../cors-style.js';
import { corsCode, mount, remedy } from './places.js';

function noOrigin(facts: Facts): Finding['remedy'] {
  const style = usualOf(facts);
  const code =
    style === 'elsewhere'
      ? ''
      : [
          'const { ALLOWED_ORIGIN } = process.env',
          "if (!ALLOWED_ORIGIN) throw new Error('ALLOWED_ORIGIN is not set')",
          isByHand(style)
            ? settingsCode(style, { origin: '*' }).replace("'*'", 'ALLOWED_ORIGIN')
            : settingsCode(style, { other: "origin: ALLOWED_ORIGIN.split(',')" }),
        ].join('\n');
  return remedy(
    'make sure that there is an origin to allow, and stop the app if the variable is missing (here ALLOWED_ORIGIN)',
    code,
  );
}

/** `layer 2 (at /api)` */
function placeOf(layer: LayerInfo): string {
  return describeLayer(layer).replace('(cors() at ', '(at ').replace(' (cors())', '');
}

/**
 * Whether nothing has set a header, nor said that it looks at origins, in an app whose parts do not show, or which has
 * functions that were not called.
 */
function isUnknown(facts: Facts): boolean {
  const { exchange, madeWith, recording } = facts;
  if (!isMissing(facts) || !isSilent(exchange) || namesOrigin(get('vary', exchange.responseHeaders)))
    return false;
  if (recording?.layers == null)
    return madeWith !== null || (isElsewhereGood(facts) && exchange.status < 400);
  return corsLayersOf(facts).length === 0 && !hasCorsRun(facts) && hasUncalled(facts);
}

/** `@fastify/cors is at /api`, for each place where the app does CORS, if none of them is for this path. */
function placesElsewhere({ corsPlaces, exchange, recording }: Facts): string[] {
  const { pathname } = new URL(exchange.url);
  const isFor = (path: string): boolean =>
    pathname === path || pathname.startsWith(`${path.replace(/\/?\*?$/, '')}/`);
  const places = corsPlaces ?? [];
  const areElsewhere = places.every(
    ({ path, isCertain }) => isCertain && path !== null && /^\/[\w/.-]+(\/\*)?$/.test(path) && !isFor(path),
  );
  if (!areElsewhere || recording?.layers != null) return [];
  return places.map((place) => `${place.name} is at ${place.path ?? ''}`);
}

function firstOfAll(facts: Facts): Finding['remedy'] {
  return remedy('set the CORS headers first, on the app itself', corsCode(facts));
}

export const orderEntries: readonly Entry[] = [
  {
    id: 'cors-after-routes',
    title: 'cors() is mounted after the route that responds.',
    before: "app.get('/users', listUsers)\napp.use(cors(options))",
    after: "app.use(cors(options))\napp.get('/users', listUsers)",
    refutedBy: 'cors() in front of the route, or a function in front that checks origins itself',
    find: (facts) => {
      const end = endOf(facts);
      const behind = corsLayerBehind(facts);
      if (isUnknown(facts)) {
        const unknown = 'the order of the functions in the app is not known';
        return isElsewhereGood(facts) && facts.recording?.layers == null && facts.madeWith !== 'fastify'
          ? likely(['the preflight from the same page is allowed', unknown], { remedy: firstOfAll(facts) })
          : possible([unknown], { remedy: firstOfAll(facts) });
      }
      if (!isMissing(facts) || behind === undefined || end?.layer?.kind !== 'route') return undefined;
      const isProven = reaches(facts, behind) === true && originReadBy(facts) === undefined;
      // With routes behind cors() as well, it is this one that stands apart.
      if (hasRoutesBehind(facts, behind)) return undefined;
      return (isProven ? certain : likely)(
        [
          `${describeEvent(end)} responded; cors() is ${describeLayer(behind).replace(' (cors())', '')}, after it`,
        ],
        {
          culprit: culpritOf(end),
          remedy: remedy(`${mount(facts)} before the routes`, corsCode(facts)),
        },
      );
    },
  },
  {
    id: 'answered-before-cors',
    title: 'Something before cors() responded: a rate limit, a body parser, a static file, a health check.',
    before: 'app.use(rateLimit())\napp.use(cors(options))',
    after: 'app.use(cors(options))\napp.use(rateLimit())',
    refutedBy:
      'cors() ran, or would not have run for this path, or the response is the same with cors() first',
    find: (facts) => {
      if (!isMissing(facts) || hasCorsRun(facts)) return undefined;
      const end = endOf(facts);
      if (isUnknown(facts)) {
        const evidence = `${describeResponder(facts)} responded with ${String(facts.exchange.status)}; what would have come after it is not known`;
        return possible([evidence], { culprit: culpritOf(responderOf(facts)), remedy: firstOfAll(facts) });
      }
      const behind = corsLayerBehind(facts);
      // An error passes over all functions but those that handle errors.
      const passedOver = corsLayersOf(facts).find(
        (layer) => layer.kind !== 'route' && reaches(facts, layer) !== false && !isEntered(facts, layer),
      );
      const failed = isEndedByErrorHandler(facts) && passedOver !== undefined;
      if (end === undefined || isCorsCalled(facts) || (behind === undefined && !failed)) return undefined;
      const cors = behind ?? passedOver;
      const place = cors === undefined ? '' : `; cors() is ${describeLayer(cors).replace(' (cors())', '')}`;
      const evidence = [
        `${describeResponder(facts)} responded with ${String(facts.exchange.status)} before cors() ran${place}`,
      ];
      const rest = {
        culprit: culpritOf(responderOf(facts)),
        remedy: remedy(`${mount(facts)} first, before anything that may respond`, corsCode(facts)),
      };
      const isProven =
        cors !== undefined && reaches(facts, cors) === true && originReadBy(facts) === undefined;
      return isProven || isElsewhereGood(facts) ? certain(evidence, rest) : likely(evidence, rest);
    },
  },
  {
    id: 'cors-mounted-elsewhere',
    title: 'cors() is mounted on another path or router.',
    before: "app.use('/api', cors(options))\napp.get('/users', listUsers)",
    after: "app.use(cors(options))\napp.get('/users', listUsers)",
    refutedBy: 'a cors() whose path is that of the request',
    find: (facts) => {
      const layers = corsLayersOf(facts);
      const [cors] = layers;
      if (isUnknown(facts)) {
        const elsewhere = placesElsewhere(facts);
        if (elsewhere.length > 0)
          return (facts.exchange.status < 400 ? certain : likely)(
            [`${enumerate(elsewhere)}, which this request never reached`],
            {
              remedy: firstOfAll(facts),
            },
          );
        const unknown = 'the routers of the app are not known';
        // A plugin handles preflights for the whole app, and sets headers for its own routes alone.
        return isElsewhereGood(facts) && facts.madeWith === 'fastify'
          ? likely(['the preflight from the same page is allowed', unknown], { remedy: firstOfAll(facts) })
          : possible([unknown], { remedy: firstOfAll(facts) });
      }
      if (!isMissing(facts) || cors === undefined || hasCorsRun(facts)) return undefined;
      if (layers.some((layer) => isEntered(facts, layer)) || isCorsCalled(facts)) return undefined;
      const reached = layers.map((layer) => reaches(facts, layer));
      if (reached.includes(true)) return undefined;
      // What looks at the origin may have a list of its own.
      const isOwnList = originReadBy(facts) !== undefined;
      // What responds before any route may be in front of everything.
      const isInFront = endOf(facts)?.layer?.kind === 'middleware' && facts.exchange.status !== 404;
      const isDoubtful = reached.includes(undefined) || !isUntouched(facts) || isInFront;
      return (isOwnList ? possible : isDoubtful ? likely : certain)(
        [`cors() is in ${layers.map(placeOf).join(' and in ')}, which this request never reached`],
        {
          culprit: null,
          remedy: remedy(`${mount(facts)} on the app, before its routers`, corsCode(facts)),
        },
      );
    },
  },
  {
    id: 'cors-switched-off',
    title: 'cors() has no origin to allow (an unset variable, false, an empty string), so it does nothing.',
    before: 'app.use(cors({ origin: process.env.ALLOWED_ORIGIN }))',
    after:
      "const { ALLOWED_ORIGIN } = process.env\nif (!ALLOWED_ORIGIN) throw new Error('ALLOWED_ORIGIN is not set')\napp.use(cors({ origin: ALLOWED_ORIGIN }))",
    refutedBy: 'cors() reads Origin, or sets a header for another origin',
    find: (facts) => {
      const value = allowOriginIn(facts);
      if (isAboutOrigin(facts) && isUnset(value)) {
        const setting = setterOf(facts, 'access-control-allow-origin');
        return certain(
          [`Access-Control-Allow-Origin is "${value ?? ''}"; set by ${describeEvent(setting)}`],
          {
            culprit: culpritOf(setting),
            remedy: noOrigin(facts),
          },
        );
      }
      if (!isMissing(facts) || hasCorsRun(facts) || isEndedByErrorHandler(facts)) return undefined;
      // With an origin to compare, or a function to ask, it would have looked.
      if (!isCorsCalled(facts) || hasCorsReadOrigin(facts)) return undefined;
      const { probes } = facts;
      if (
        probes.some(
          ({ exchange }) => !isSilent(exchange) || namesOrigin(get('vary', exchange.responseHeaders)),
        )
      )
        return undefined;
      const cors = corsLayersOf(facts).find((layer) => isEntered(facts, layer));
      const evidence = [
        `${cors === undefined ? 'cors()' : describeLayer(cors)} ran, did not read Origin and set nothing`,
        ...(probes.length > 0 ? [`the same for ${String(probes.length)} other origins`] : []),
      ];
      const rest = {
        culprit: null,
        remedy: noOrigin(facts),
      };
      // A function that looks may switch it off for some.
      const isProven = originReadBy(facts) === undefined;
      return isProven ? certain(evidence, rest) : likely(evidence, rest);
    },
  },
];
