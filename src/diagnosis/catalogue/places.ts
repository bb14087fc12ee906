import type { CorsStyle } from '../cors-style.js';
import { get } from '../../standard/header-list.js';
import { askedOrigin, type Facts, isPreflight, styleIn } from '../facts.js';
import { type CorsSettings, isByHand, preflightCode, type Remedy, settingsCode } from '../remedy.js';
import { corsLayersOf } from './app-layers.js';

/** Settings, changed where they belong. `options` in code is what cors() has been given. */
export function changed(style: CorsStyle, what: string, settings: CorsSettings): Remedy {
  const place = isByHand(style) === undefined ? 'in the options of cors()' : 'where the headers are set';
  return { text: `${what} ${place}:`, code: settingsCode(style, settings) };
}

/** Mounts what the app has; where it has none, what allows this page. */
export function corsCode(facts: Facts): string {
  const style = usualIn(facts);
  const { recording } = facts;
  const hasNone = recording?.layers != null && corsLayersOf(facts).length === 0;
  return hasNone || isByHand(style) !== undefined ? newCorsCode(facts) : settingsCode(style);
}

/** For an app without CORS. */
export function newCorsCode(facts: Facts): string {
  const { method, credentials } = facts.outcome.request;
  const style = usualIn(facts);
  if (isByHand(style) !== undefined) return ownCode(facts, style);
  // The one package that leaves out what most pages need.
  const isUnusual = style === '@fastify/cors' && !['GET', 'HEAD', 'POST'].includes(method);
  return settingsCode(style, {
    origin: [askedOrigin(facts)],
    ...(credentials === 'include' && { credentials: true }),
    ...(isUnusual && { methods: ['GET', 'HEAD', 'POST', method] }),
    isNew: true,
  });
}

/** Without a package, preflights have to be handled as well. */
function ownCode(facts: Facts, style: CorsStyle): string {
  const { method, credentials } = facts.outcome.request;
  const headers = get('access-control-request-headers', facts.exchange.requestHeaders);
  const settings = {
    origin: [askedOrigin(facts)],
    ...(credentials === 'include' && { credentials: true as const }),
  };
  if (!isPreflight(facts)) return settingsCode(style, settings);
  return [
    settingsCode(style, {
      ...settings,
      methods: [method],
      ...(headers !== null && { headers: headers.split(',') }),
    }),
    preflightCode(style),
  ].join('\n');
}

/** The package for it. */
export function usualIn(facts: Facts): CorsStyle {
  const style = styleIn(facts);
  return usual[style] ?? style;
}

const usual: Readonly<Partial<Record<CorsStyle, CorsStyle>>> = {
  'by hand': 'cors',
  'by hand in Fastify': '@fastify/cors',
  'by hand in Koa': '@koa/cors',
};
