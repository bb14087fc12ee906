import { ways } from './by-hand.js';
import type { CorsStyle } from '../cors-style.js';
import { corsPackages } from './packages.js';

/** What to change, in words and in code. */
export interface Remedy {
  /** A sentence. */
  readonly text: string;
  /** Lines of code; empty where the words say all. */
  readonly code: string;
}

/** Which origins are allowed: those named, or the app's own list, `allowed`, with one more or one less. */
export type Origins =
  | '*'
  | readonly string[]
  | { readonly add: string }
  | { readonly remove: string }
  /** A RegExp, as it is written; in the place of one entry of the list where there is a list. */
  | { readonly pattern: string; readonly instead: string | null };

/** The settings that CORS middlewares share. */
export interface CorsSettings {
  readonly origin?: Origins;
  readonly credentials?: true | undefined;
  readonly methods?: readonly string[] | undefined;
  readonly headers?: readonly string[] | undefined;
  readonly exposed?: readonly string[] | undefined;
  /** In seconds. */
  readonly maxAge?: number | undefined;
  /** Of one package only, as it is written. */
  readonly other?: string;
  /** Whether the app has no `options` yet that are kept. */
  readonly isNew?: boolean;
}

/** The settings as they are written for what the app uses; without any, the call that mounts what it has. */
export function settingsCode(style: CorsStyle, settings: CorsSettings = {}): string {
  const used = corsPackages[style];
  if (used === undefined) return handwritten(style, settings);
  const { origin, credentials, methods, headers, exposed, maxAge, other, isNew = false } = settings;
  const { names } = used;
  const given = [
    origin === undefined ? '' : `${names.origin}: ${originsFor(style, origin)}`,
    credentials === undefined ? '' : `${names.credentials}: true`,
    methods === undefined || names.methods === null ? '' : `${names.methods}: ${literal(methods)}`,
    headers === undefined ? '' : `${names.headers}: ${literal(headers)}`,
    exposed === undefined ? '' : `${names.exposed}: ${literal(exposed)}`,
    maxAge === undefined || names.maxAge === null ? '' : `${names.maxAge}: ${String(maxAge)}`,
    other ?? '',
  ].filter(Boolean);
  const kept = isNew ? [] : ['...options'];
  return used.mounted(given.length === 0 ? 'options' : `{ ${[...kept, ...given].join(', ')} }`);
}

/** What takes "*" in a list only. */
const listsAlways: readonly CorsStyle[] = ['hapi', 'tus'];

function originsFor(style: CorsStyle, origin: Origins): string {
  if (origin === '*') return listsAlways.includes(style) ? literal([origin]) : literal(origin);
  if (typeof origin === 'object' && 'pattern' in origin) {
    if (style === '@koa/cors')
      return `(ctx) => (${origin.pattern}.test(ctx.get('Origin')) ? ctx.get('Origin') : '')`;
    if (style === 'hono/cors') return `(origin) => (${origin.pattern}.test(origin) ? origin : null)`;
  }
  if (style !== '@koa/cors') return listOf(origin);
  // It knows no list: a string is said to everybody.
  const [only, ...more] = 'length' in origin ? origin : [];
  if (only !== undefined && more.length === 0) return literal(only);
  return `(ctx) => (${listOf(origin)}.includes(ctx.get('Origin')) ? ctx.get('Origin') : '')`;
}

function listOf(origin: Exclude<Origins, '*'>): string {
  if ('pattern' in origin && origin.instead === null) return `[${origin.pattern}]`;
  if ('pattern' in origin)
    return `allowed.map((origin) => (origin === ${literal(origin.instead ?? '')} ? ${origin.pattern} : origin))`;
  if ('add' in origin) return `[...allowed, ${literal(origin.add)}]`;
  return 'remove' in origin
    ? `allowed.filter((origin) => origin !== ${literal(origin.remove)})`
    : literal(origin);
}

/** Whether a function of the app's own sets the headers. */
export function isByHand(style: CorsStyle): boolean {
  return corsPackages[style] === undefined && ways[style] !== undefined;
}

/** One header, as it is set there without a package; empty where no code of the app is seen. */
export function headerCode(style: CorsStyle, name: string, value: string): string {
  return ways[style]?.set(name, literal(value)) ?? '';
}

function handwritten(
  style: CorsStyle,
  { origin, credentials, methods, headers, exposed, maxAge }: CorsSettings,
): string {
  const way = ways[style];
  if (way === undefined) return '';
  const { set, origin: asked, vary } = way;
  const allowOrigin = 'Access-Control-Allow-Origin';
  const [only, ...more] = origin === '*' ? ['*'] : origin !== undefined && 'length' in origin ? origin : [];
  return [
    ...(only !== undefined && more.length === 0 ? [set(allowOrigin, literal(only))] : []),
    ...(typeof origin === 'object' && 'pattern' in origin
      ? [`if (${origin.pattern}.test(${asked})) ${set(allowOrigin, asked)}`, vary]
      : []),
    ...(isList(origin) && (only === undefined || more.length > 0)
      ? [
          `const origins = ${listOf(origin)}`,
          `if (origins.includes(${asked})) ${set(allowOrigin, asked)}`,
          vary,
        ]
      : []),
    ...headersFor({ credentials, methods, headers, exposed, maxAge }).map(([name, value]) =>
      set(name, literal(value)),
    ),
  ].join('\n');
}

function isList(origin: Origins | undefined): origin is Exclude<Origins, '*' | { readonly pattern: string }> {
  return typeof origin === 'object' && !('pattern' in origin);
}

/** The headers that say as much, but for the origin. */
function headersFor({ credentials, methods, headers, exposed, maxAge }: CorsSettings): [string, string][] {
  const all: [string, string | undefined][] = [
    ['Access-Control-Allow-Credentials', credentials && 'true'],
    ['Access-Control-Allow-Methods', methods?.join(', ')],
    ['Access-Control-Allow-Headers', headers?.join(', ')],
    ['Access-Control-Expose-Headers', exposed?.join(', ')],
    ['Access-Control-Max-Age', maxAge?.toString()],
  ];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

/**
 * The headers a response needs, for words where there is no code to show: `"Access-Control-Allow-Origin: https://app.example"`.
 *
 * @param asked The page's origin, which a list stands for.
 */
export function headersInWords(settings: CorsSettings, asked: string): string[] {
  const { origin } = settings;
  const allowed = origin === undefined || typeof origin === 'string' ? origin : asked;
  const isRemoved = typeof origin === 'object' && 'remove' in origin;
  const first: [string, string][] =
    allowed === undefined || isRemoved ? [] : [['Access-Control-Allow-Origin', allowed]];
  return [...first, ...headersFor(settings)].map(([name, value]) => `"${name}: ${value}"`);
}

/** For the function that checks an origin: its verdict on this one, before all else. */
export function answerCode(origin: string, isAllowed: boolean): string {
  return `if (origin === ${literal(origin)}) return callback(null, ${String(isAllowed)})`;
}

/** What the function that checks an origin returns, with one origin more on its list. */
export function answersCode(style: CorsStyle, origin: string): string {
  if (ways[style] === undefined) return '';
  const list = listOf({ add: origin });
  if (style === '@koa/cors') return `return ${list}.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''`;
  return style === 'hono/cors'
    ? `return ${list}.includes(origin) ? origin : null`
    : `callback(null, ${list}.includes(origin))`;
}

/** Says of every response that it depends on `Origin`; a function before all others where the app has such. */
export function varyCode(style: CorsStyle): string {
  return ways[style]?.varyAlways ?? '';
}

/** Responds to a preflight whose headers are set already, before what responded to it. */
export function preflightCode(style: CorsStyle): string {
  return ways[style]?.preflight ?? '';
}

/** Ends a preflight. */
export function noContentCode(style: CorsStyle): string {
  return ways[style]?.noContent ?? '';
}

/** The function, mounted behind. */
export function behindCode(style: CorsStyle, name: string): string {
  if (style === '@fastify/cors') return `app.addHook('onRequest', ${name})`;
  if (style === 'hapi') return `server.ext('onPreAuth', ${name})`;
  return ways[style] === undefined ? '' : `app.use(${name})`;
}

export function literal(value: string | readonly string[]): string {
  if (typeof value !== 'string') return `[${value.map(literal).join(', ')}]`;
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
