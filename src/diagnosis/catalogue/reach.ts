import type { LayerInfo } from '../../app/layer-info.js';
import type { Facts } from '../facts.js';

/**
 * Whether the path (and for a route the method) of a layer, and of what it is mounted in, are those of the exchange:
 * undefined where its paths do not show, or are no plain text.
 */
export function reaches(facts: Facts, layer: LayerInfo): boolean | undefined {
  const layers = facts.recording?.layers ?? [];
  const around = layers.filter(({ number }) => layer.number.startsWith(`${number}.`));
  const pattern = patternOf([...around, layer].map(({ path }) => path));
  if (pattern === undefined) return undefined;
  const { pathname } = new URL(facts.exchange.url);
  const isRoute = layer.kind === 'route';
  if (!new RegExp(`^${pattern}${isRoute ? '/?$' : '(/|$)'}`, 'i').test(pathname)) return false;
  return !isRoute || methodsOf(layer).some((method) => ['ALL', ...methodsAsked(facts)].includes(method));
}

/** Of `/users/:id`, in Express 4 and 5 alike; undefined for what a path may hold besides. */
function patternOf(paths: readonly (string | null)[]): string | undefined {
  if (!paths.every((path) => path !== null && /^[\w/:.~-]+$/.test(path))) return undefined;
  const joined = paths
    .join('/')
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\/$/, '');
  return joined.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+');
}

function methodsOf({ name, path }: LayerInfo): string[] {
  return name.slice(0, -1 - (path ?? '').length).split(', ');
}

/** A preflight is made for the method of its request; a HEAD is handled by what handles GET. */
function methodsAsked({ outcome, exchange }: Facts): string[] {
  const asked = exchange.kind === 'preflight' ? [outcome.request.method, 'OPTIONS'] : [exchange.method];
  return asked.includes('HEAD') ? [...asked, 'GET'] : asked;
}
