import { shownUrl } from '../../state/disclosure.js';
import type { LayerInfo } from '../../app/layer-info.js';
import type { Finding } from '../cause.js';
import { allowOriginIn, endOf, type Facts, headerOf, isBare, partsOf, setterOf, styleIn } from '../facts.js';
import {
  behindCode,
  isByHand,
  literal,
  noContentCode,
  preflightCode,
  settingsCode,
} from '../remedy/remedy.js';
import { usualOf } from '../cors-style.js';
import { changed, corsCode, mount, newCorsCode, nullOrigin, remedy } from './places.js';

export function withoutAuthentication(facts: Facts, name: string): Finding['remedy'] {
  const style = styleIn(facts);
  if (isByHand(style) && !isBare(facts.exchange)) {
    return remedy(
      'handle preflights before authentication, after the function that sets the headers',
      [preflightCode(style), behindCode(style, name)].join('\n'),
    );
  }
  const cors = corsCode(facts);
  return remedy(
    `${mount(facts)} before authentication, so that it handles preflights`,
    cors === '' ? '' : [cors, behindCode(usualOf(facts), name)].filter(Boolean).join('\n'),
  );
}

/** On the route that has cors() for this path. */
export function routed(facts: Facts, routes: readonly LayerInfo[]): Finding['remedy'] {
  const style = usualOf(facts);
  if (style !== 'cors') {
    const text = isByHand(style)
      ? 'handle preflights before anything else responds'
      : `${mount(facts)} on the app, before its routes`;
    return remedy(text, newCorsCode(facts));
  }
  const asked = facts.outcome.request.path.split('?')[0] ?? '/';
  // One for OPTIONS has missed it.
  const route = routes.find(({ name, path }) => !name.startsWith('OPTIONS') && isFor(path, asked));
  const isNested = route?.number.includes('.') === true;
  return {
    text: `handle preflights for this path as well, before its ${isNested ? 'route, on the same router' : 'route'} (options: those of its cors()):`,
    code: `${isNested ? 'router' : 'app'}.options(${literal(route?.path ?? shownUrl(asked))}, cors(options))`,
  };
}

/** Whether the path of a route, perhaps on a router, is that of a request. */
function isFor(pattern: string | null, path: string): boolean {
  const source = (pattern ?? '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+');
  return new RegExp(`${source.replace(/\/$/, '')}/?$`, 'i').test(path);
}

export function withStatus(facts: Facts): Finding['remedy'] {
  const style = styleIn(facts);
  if (style === 'cors' || style === '@fastify/cors') {
    // What Fastify's leaves to a handler does not show.
    const other = style === 'cors' ? '' : 'preflightContinue: false, ';
    return changed(
      facts,
      'set the status of preflights to 204',
      { other: `${other}optionsSuccessStatus: 204` },
      style,
    );
  }
  if (!isByHand(style)) {
    return remedy(
      `${mount(facts)} first, so that nothing changes the status of its responses`,
      corsCode(facts),
    );
  }
  const [setting, end] = [setterOf(facts, 'access-control-allow-origin')?.by, endOf(facts)?.by];
  if (end != null && setting?.function === end.function && setting.file === end.file) {
    return {
      text: 'respond to preflights with 204 in the function that handles them now:',
      code: noContentCode(style),
    };
  }
  return {
    text: 'respond to preflights with 204, right after the function that sets the headers:',
    code: preflightCode(style),
  };
}

/** Of two policies, one that says what both should. */
export function shared(facts: Facts, preflight: Facts['exchange']): Finding['remedy'] {
  const { origin, credentials } = facts.outcome.request;
  const style = styleIn(facts);
  const now = allowOriginIn(facts);
  if (origin === 'null') return nullOrigin;
  const origins = [...new Set([origin, ...(now !== null && partsOf(now) !== undefined ? [now] : [])])];
  const hasCredentials =
    credentials === 'include' ||
    headerOf({ exchange: preflight }, 'access-control-allow-credentials') === 'true';
  const code = settingsCode(style, {
    origin: origins,
    ...(hasCredentials && { credentials: true }),
  });
  const text = isByHand(style)
    ? 'set the same headers for the actual request as for the preflight'
    : 'replace the two with one cors() on the app, before its routes (options: their other settings)';
  return remedy(style === 'elsewhere' ? 'set the same headers for both' : text, code);
}
