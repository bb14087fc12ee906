import { get } from '../../standard/header-list.js';
import { culpritOf, endOf, type Facts, isBare, isMissing, isPreflight, lets, preflightOf } from '../facts.js';
import { settingsCode } from '../remedy.js';
import {
  corsLayerBehind,
  corsLayersOf,
  describeEvent,
  describeLayer,
  hasCorsRun,
  hasRoutesBehind,
  isEndedByErrorHandler,
  isEndedInFrontOfRoutesCors,
  isEntered,
  originFunctionOf,
} from './app-layers.js';
import type { Finding } from '../cause.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { corsCode } from './places.js';

/** Whether nothing has set a header in an app whose parts do not show. */
function isUnknown(facts: Facts): boolean {
  return (
    isMissing(facts) && facts.recording?.layers === null && isBare(facts.exchange) && !isPreflight(facts)
  );
}

function firstOfAll(facts: Facts): Finding['remedy'] {
  return { text: 'let CORS come first, and on the app itself:', code: corsCode(facts) };
}

/** Whether the same page is let in on the same path by another request. */
function isElsewhereGood(facts: Facts): boolean {
  const preflight = isPreflight(facts) ? undefined : preflightOf(facts);
  const { origin } = facts.outcome.request;
  if (preflight !== undefined && lets(origin, preflight)) return true;
  return facts.probes.some(
    ({ origin: asked, exchange }) =>
      asked === origin && exchange.method === 'OPTIONS' && lets(origin, exchange),
  );
}

export const orderEntries: readonly Entry[] = [
  {
    id: 'cors-after-routes',
    title: 'cors() is mounted behind the route that answers.',
    before: "app.get('/users', listUsers)\napp.use(cors(options))",
    after: "app.use(cors(options))\napp.get('/users', listUsers)",
    find: (facts) => {
      const end = endOf(facts);
      const behind = corsLayerBehind(facts);
      if (isUnknown(facts))
        return possible(['the order of its functions is not known'], { remedy: firstOfAll(facts) });
      if (!isMissing(facts) || behind === undefined || end?.layer?.kind !== 'route') return undefined;
      // With routes behind cors() as well, it is this one that stands apart.
      if (hasRoutesBehind(facts, behind)) return undefined;
      return certain(
        [
          `${describeEvent(end)} answered; cors() is ${describeLayer(behind).replace(' (cors())', '')}, behind it`,
        ],
        {
          culprit: culpritOf(end),
          remedy: { text: 'mount cors() before the routes:', code: corsCode(facts) },
        },
      );
    },
  },
  {
    id: 'answered-before-cors',
    title:
      'Something in front of cors() has answered: a rate limit, a body parser, a static file, a health check.',
    before: 'app.use(rateLimit())\napp.use(cors(options))',
    after: 'app.use(cors(options))\napp.use(rateLimit())',
    find: (facts) => {
      if (!isMissing(facts) || hasCorsRun(facts)) return undefined;
      const end = endOf(facts);
      const behind = corsLayerBehind(facts);
      const failed =
        isEndedByErrorHandler(facts) && facts.exchange.status < 500 && corsLayersOf(facts).length > 0;
      if (end === undefined || (behind === undefined && !failed)) return undefined;
      const cors = behind ?? corsLayersOf(facts)[0];
      const place = cors === undefined ? '' : `; cors() is ${describeLayer(cors).replace(' (cors())', '')}`;
      const evidence = [
        `${describeEvent(end)} answered with ${String(facts.exchange.status)} before cors() ran${place}`,
      ];
      const rest = {
        culprit: culpritOf(end),
        remedy: { text: 'mount cors() first, before everything that may answer:', code: corsCode(facts) },
      };
      return behind !== undefined || isElsewhereGood(facts)
        ? certain(evidence, rest)
        : likely(evidence, rest);
    },
  },
  {
    id: 'cors-mounted-elsewhere',
    title: 'cors() stands on another path or router.',
    before: "app.use('/api', cors(options))\napp.get('/users', listUsers)",
    after: "app.use(cors(options))\napp.get('/users', listUsers)",
    find: (facts) => {
      const layers = corsLayersOf(facts);
      const [cors] = layers;
      if (isUnknown(facts)) return possible(['its routers are not known'], { remedy: firstOfAll(facts) });
      if (!isMissing(facts) || cors === undefined || hasCorsRun(facts)) return undefined;
      if (layers.some((layer) => isEntered(facts, layer))) return undefined;
      return certain(
        [
          `${layers.map(describeLayer).join(' and ')} ${layers.length > 1 ? 'were' : 'was'} never entered by this request`,
        ],
        {
          culprit: null,
          remedy: { text: 'mount cors() on the app, before its routers:', code: corsCode(facts) },
        },
      );
    },
  },
  {
    id: 'cors-switched-off',
    title: 'cors() has no origin to allow (an unset variable, false, an empty string), and does nothing.',
    before: 'app.use(cors({ origin: process.env.ALLOWED_ORIGIN }))',
    after:
      "const { ALLOWED_ORIGIN } = process.env\nif (!ALLOWED_ORIGIN) throw new Error('ALLOWED_ORIGIN is not set')\napp.use(cors({ origin: ALLOWED_ORIGIN }))",
    find: (facts) => {
      if (!isMissing(facts) || hasCorsRun(facts) || isEndedByErrorHandler(facts)) return undefined;
      const cors = corsLayersOf(facts).find((layer) => isEntered(facts, layer));
      // A function that says no leaves as little behind.
      if (cors === undefined || originFunctionOf(facts)) return undefined;
      if (isEndedInFrontOfRoutesCors(facts)) return undefined;
      const { probes } = facts;
      if (
        probes.some(
          ({ exchange }) => !isBare(exchange) || /origin/i.test(get('vary', exchange.responseHeaders) ?? ''),
        )
      )
        return undefined;
      const evidence = [
        `${describeLayer(cors)} was entered and set nothing`,
        ...(probes.length > 0 ? [`nor for ${String(probes.length)} other origins`] : []),
      ];
      const rest = {
        culprit: null,
        remedy: {
          text: 'make sure that an origin is given, where cors() is called; a missing variable should stop the app (here ALLOWED_ORIGIN):',
          code: [
            'const { ALLOWED_ORIGIN } = process.env',
            "if (!ALLOWED_ORIGIN) throw new Error('ALLOWED_ORIGIN is not set')",
            settingsCode('cors', { other: "origin: ALLOWED_ORIGIN.split(',')" }),
          ].join('\n'),
        },
      };
      const isProven = probes.length > 0 && originFunctionOf(facts) === null;
      return isProven ? certain(evidence, rest) : likely(evidence, rest);
    },
  },
];
