import type { LayerInfo } from '../../express/layer-info.js';
import {
  allowOriginOf,
  culpritOf,
  endOf,
  type Facts,
  headerOf,
  isBare,
  isPreflight,
  lets,
  partsOf,
  preflightOf,
  setterOf,
  styleIn,
} from '../facts.js';
import { corsLayersOf, describeEvent, describeLayer, hasCorsRun, isCorsPackage } from './app-layers.js';
import { behindCode, isByHand, literal, noContentCode, preflightCode, settingsCode } from '../remedy.js';
import type { Finding } from '../cause.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { corsCode, newCorsCode, placeOf, usualIn } from './places.js';

function isOk({ exchange }: Facts): boolean {
  return exchange.status >= 200 && exchange.status <= 299;
}

function withoutAuthentication(facts: Facts, name: string): Finding['remedy'] {
  const style = styleIn(facts);
  if (isByHand(style) !== undefined && !isBare(facts.exchange)) {
    return {
      text: 'answer preflights before authentication, behind the function that sets the headers:',
      code: [preflightCode(style), behindCode(style, name)].join('\n'),
    };
  }
  return {
    text: 'mount cors() before authentication, so that it answers preflights:',
    code: [corsCode(facts), behindCode(usualIn(facts), name)].join('\n'),
  };
}

/** On the route that has cors() for this path. */
function routed(facts: Facts, routes: readonly LayerInfo[]): Finding['remedy'] {
  const style = usualIn(facts);
  if (style !== 'cors') {
    const text =
      isByHand(style) === undefined
        ? 'mount cors() on the app, before its routes:'
        : 'answer preflights before anything else does:';
    return { text, code: newCorsCode(facts) };
  }
  const asked = facts.outcome.request.path.split('?')[0] ?? '/';
  // One for OPTIONS has missed it.
  const route = routes.find(({ name, path }) => !name.startsWith('OPTIONS') && isFor(path, asked));
  const isNested = route?.number.includes('.') === true;
  return {
    text: `answer preflights of this path as well, in front of its ${isNested ? 'route, on the same router' : 'route'} (options: what cors() is given there):`,
    code: `${isNested ? 'router' : 'app'}.options(${literal(route?.path ?? asked)}, cors(options))`,
  };
}

/** Whether the path of a route, perhaps on a router, is that of a request. */
function isFor(pattern: string | null, path: string): boolean {
  const source = (pattern ?? '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+');
  return new RegExp(`${source.replace(/\/$/, '')}/?$`, 'i').test(path);
}

function withStatus(facts: Facts): Finding['remedy'] {
  const style = styleIn(facts);
  if (style === 'cors' || style === '@fastify/cors') {
    // What Fastify's leaves to a handler does not show.
    const other = style === 'cors' ? '' : 'preflightContinue: false, ';
    return {
      text: `answer preflights with 204, ${placeOf(style)}:`,
      code: settingsCode(style, { other: `${other}optionsSuccessStatus: 204` }),
    };
  }
  if (isByHand(style) === undefined) {
    return {
      text: 'mount cors() first, so that nothing changes the status of its answers:',
      code: corsCode(facts),
    };
  }
  const [setting, end] = [setterOf(facts, 'access-control-allow-origin')?.by, endOf(facts)?.by];
  if (end != null && setting?.function === end.function && setting.file === end.file) {
    return {
      text: 'answer preflights with 204, in the function that answers them now:',
      code: noContentCode(style),
    };
  }
  return {
    text: 'answer preflights with 204, right behind the function that sets the headers:',
    code: preflightCode(style),
  };
}

/** Of two policies, one that says what both should. */
function shared(facts: Facts, preflight: Facts['exchange']): Finding['remedy'] {
  const { origin, credentials } = facts.outcome.request;
  const style = styleIn(facts);
  const now = allowOriginOf(facts);
  const origins = [...new Set([origin, ...(now !== null && partsOf(now) !== undefined ? [now] : [])])];
  const hasCredentials =
    credentials === 'include' ||
    headerOf({ exchange: preflight }, 'access-control-allow-credentials') === 'true';
  const code = settingsCode(style, {
    origin: origins,
    ...(hasCredentials && { credentials: true }),
  });
  const text =
    isByHand(style) === undefined
      ? 'let one cors() on the app, before its routes, speak for both, in the place of the two (options: what they have besides):'
      : 'say on the answer what the preflight says, where the headers are set:';
  return { text, code };
}

export const preflightEntries: readonly Entry[] = [
  {
    id: 'preflight-blocked-by-authentication',
    title: 'Authentication answers the preflight, which never carries credentials.',
    before: 'app.use(requireAuth)\napp.use(cors(options))',
    after: 'app.use(cors(options))\napp.use(requireAuth)',
    find: (facts) => {
      const { allowed } = facts.outcome;
      if (allowed || !isPreflight(facts) || ![401, 403, 407].includes(facts.exchange.status))
        return undefined;
      const end = endOf(facts);
      const name = end?.by?.package === null ? end.by.function : null;
      const [cors] = corsLayersOf(facts);
      const behind = cors === undefined ? '' : `; cors() is ${describeLayer(cors).replace(' (cors())', '')}`;
      const evidence = [
        `${describeEvent(end)} answered the preflight with ${String(facts.exchange.status)}${behind}`,
      ];
      const rest = {
        culprit: culpritOf(end),
        remedy: withoutAuthentication(facts, name ?? 'requireAuth'),
      };
      return end === undefined ? likely(evidence, rest) : certain(evidence, rest);
    },
  },
  {
    id: 'preflight-continues-to-handler',
    title:
      'cors() lets the preflight through to a handler (preflightContinue), and nothing sensible answers.',
    before: 'app.use(cors({ preflightContinue: true }))',
    after: 'app.use(cors())',
    find: (facts) => {
      if (facts.outcome.code !== 'PreflightInvalidStatus' || !hasCorsRun(facts)) return undefined;
      // Only these two can be told so.
      if (!['cors', '@fastify/cors'].includes(usualIn(facts))) return undefined;
      const end = endOf(facts);
      if (end === undefined || isCorsPackage(end.by?.package)) return undefined;
      return certain(
        [`cors() set its headers, then ${describeEvent(end)} answered with ${String(facts.exchange.status)}`],
        {
          culprit: culpritOf(end),
          remedy: {
            text: `let cors() answer preflights by itself, ${placeOf(usualIn(facts))}:`,
            code: settingsCode(usualIn(facts), { other: 'preflightContinue: false' }),
          },
        },
      );
    },
  },
  {
    id: 'preflight-not-routed',
    title: 'cors() stands on the route only; nothing of it answers OPTIONS.',
    before: "app.put('/users', cors(), saveUser)",
    after: "app.options('/users', cors())\napp.put('/users', cors(), saveUser)",
    find: (facts) => {
      const { exchange, outcome } = facts;
      if (outcome.allowed || !isPreflight(facts) || !isBare(exchange)) return undefined;
      const isAutomatic = isOk(facts) && headerOf(facts, 'allow') !== null;
      if (!isAutomatic && ![404, 405].includes(exchange.status)) return undefined;
      const routes = corsLayersOf(facts).filter(({ kind }) => kind === 'route');
      const [route] = routes;
      const isKnown = facts.recording?.layers != null;
      if (isKnown && corsLayersOf(facts).length > routes.length) return undefined;
      const end = endOf(facts);
      const answer = isAutomatic
        ? 'Express answered OPTIONS by itself, with Allow'
        : `OPTIONS is answered with ${String(exchange.status)}`;
      const evidence = [
        `${answer} and without a CORS header`,
        ...(route === undefined ? [] : [`cors() is only in ${describeLayer(route)}`]),
      ];
      const rest = {
        culprit: end?.by?.package === null ? culpritOf(end) : null,
        remedy: routed(facts, routes),
      };
      if (route !== undefined) return certain(evidence, rest);
      return (isKnown ? possible : likely)(evidence, rest);
    },
  },
  {
    id: 'preflight-status-not-ok',
    title: 'The headers of the preflight are right, its status is not 2xx.',
    before: "app.options('/users', (req, res) => res.status(400).end())",
    after: "app.options('/users', (req, res) => res.status(204).end())",
    find: (facts) => {
      if (facts.outcome.code !== 'PreflightInvalidStatus') return undefined;
      const end = endOf(facts);
      return certain([`${describeEvent(end)} answered with ${String(facts.exchange.status)}`], {
        culprit: culpritOf(end),
        remedy: withStatus(facts),
      });
    },
  },
  {
    id: 'preflight-and-request-policies-differ',
    title: 'The preflight and the answer follow two different configurations.',
    before: "app.options('/users', cors({ origin: a }))\napp.put('/users', cors({ origin: b }), saveUser)",
    after:
      "const options = { origin: a }\napp.options('/users', cors(options))\napp.put('/users', cors(options), saveUser)",
    find: (facts) => {
      const { outcome, exchange } = facts;
      const preflight = preflightOf(facts);
      if (outcome.allowed || preflight === undefined || isPreflight(facts)) return undefined;
      const { origin } = outcome.request;
      const [before, now] = [allowOriginOf({ exchange: preflight }), allowOriginOf(facts)];
      if (!lets(origin, preflight) || (now === null && !hasCorsRun(facts))) return undefined;
      const credentials = (which: Facts['exchange']): string | null =>
        headerOf({ exchange: which }, 'access-control-allow-credentials');
      if (before === now && credentials(preflight) === credentials(exchange)) return undefined;
      const setting = setterOf(facts, 'access-control-allow-origin');
      const said = (value: string | null, which: Facts['exchange']): string =>
        `${value === null ? 'no origin' : `"${value}"`}${credentials(which) === null ? '' : ' with credentials'}`;
      return certain([`the preflight allows ${said(before, preflight)}, the answer ${said(now, exchange)}`], {
        culprit: culpritOf(setting),
        remedy: shared(facts, preflight),
      });
    },
  },
];
