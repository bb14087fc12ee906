import { get } from '../../standard/header-list.js';
import { enumerate } from '../../text/sentence.js';
import { type CorsStyle, usualOf } from '../cors-style.js';
import { askedOrigin, type Facts, isPreflight, styleIn } from '../facts.js';
import { corsPackages } from '../remedy/packages.js';
import {
  type CorsSettings,
  headersInWords,
  isByHand,
  preflightCode,
  type Remedy,
  settingsCode,
} from '../remedy/remedy.js';
import { corsLayersOf } from './app-layers.js';

/** A sentence, which introduces the code if there is any. */
export function remedy(text: string, code: string): Remedy {
  return { text: code === '' ? text : `${text}:`, code };
}

/**
 * Settings, changed where they belong. `options` in code is what cors() has been given.
 *
 * @param style Default: what sets the header that decides who is allowed.
 */
export function changed(facts: Facts, what: string, settings: CorsSettings, style = styleIn(facts)): Remedy {
  if (namesNull(settings)) return nullOrigin;
  const code = settingsCode(style, settings);
  if (code === '') {
    const needed = headersInWords(settings, askedOrigin(facts));
    return remedy(`${what.replace(/,$/, '')} where the CORS headers are set${toSend(needed)}`, '');
  }
  return remedy(`${what} ${corsPackages[style]?.place ?? 'where the headers are set'}`, code);
}

/** Any page can take this origin, in a sandboxed frame: a list that holds it is open to all. */
export const nullOrigin: Remedy = remedy(
  'serve the page from an origin of its own: one that is opened from disk, or in a sandboxed frame, has the origin "null", which any page can take',
  '',
);

function namesNull({ origin }: CorsSettings): boolean {
  if (origin === undefined || typeof origin === 'string') return false;
  return 'length' in origin ? origin.includes('null') : 'add' in origin && origin.add === 'null';
}

function toSend(headers: readonly string[]): string {
  return headers.length === 0 ? '' : `: this page needs ${enumerate(headers)}`;
}

/** Mounts what the app has; where it has none, what allows this page. */
export function corsCode(facts: Facts): string {
  const style = usualOf(facts);
  const { recording } = facts;
  const hasNone = recording?.layers != null && corsLayersOf(facts).length === 0;
  return hasNone || isByHand(style) ? newCorsCode(facts) : settingsCode(style);
}

/** For an app without CORS. */
export function newCorsCode(facts: Facts): string {
  const { method, credentials } = facts.outcome.request;
  const style = usualOf(facts);
  const origin = askedOrigin(facts);
  // Any sandboxed frame has this origin: a list that holds it is open to all.
  if (origin === 'null') return '';
  if (isByHand(style)) return ownCode(facts, style);
  // The one package that leaves out what most pages need.
  const isUnusual = style === '@fastify/cors' && !['GET', 'HEAD', 'POST'].includes(method);
  return settingsCode(style, {
    origin: [origin],
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

/** `mount cors()`, in the words of what is there. */
export function mount(facts: Facts): string {
  const style = usualOf(facts);
  if (style === 'Nest') return 'call app.enableCors()';
  if (style === 'hapi') return 'set routes.cors';
  return corsPackages[style] === undefined ? 'set the CORS headers' : 'mount cors()';
}
