import type { CorsStyle } from './cors-style.js';

/** What to change, in words and in code. */
export interface Remedy {
  /** A sentence. */
  readonly text: string;
  /** Lines of code; empty where the words say all. */
  readonly code: string;
}

/** Which origins are allowed: those named, or the app's own list, `allowed`, with one more or one less. */
export type Origins = '*' | readonly string[] | { readonly add: string } | { readonly remove: string };

/** The settings that CORS middlewares share. */
export interface CorsSettings {
  readonly origin?: Origins;
  readonly credentials?: true;
  readonly methods?: readonly string[];
  readonly headers?: readonly string[];
  /** Of one package only, as it is written. */
  readonly other?: string;
  /** Whether the app has no `options` yet that are kept. */
  readonly isNew?: boolean;
}

/** The settings as they are written for what the app uses; without any, the call that mounts what it has. */
export function settingsCode(style: CorsStyle, settings: CorsSettings = {}): string {
  const byHand = isByHand(style);
  if (byHand !== undefined) return handwritten(byHand, settings);
  const { origin, credentials, methods, headers, other, isNew = false } = settings;
  const [allowMethods, allowHeaders] =
    style === 'cors' || style === '@fastify/cors'
      ? ['methods', 'allowedHeaders']
      : ['allowMethods', 'allowHeaders'];
  const given = [
    origin === undefined ? '' : `origin: ${originsFor(style, origin)}`,
    credentials === undefined ? '' : 'credentials: true',
    methods === undefined ? '' : `${allowMethods}: ${literal(methods)}`,
    headers === undefined ? '' : `${allowHeaders}: ${literal(headers)}`,
    other ?? '',
  ].filter(Boolean);
  const kept = isNew ? [] : ['...options'];
  return mounted(style, given.length === 0 ? 'options' : `{ ${[...kept, ...given].join(', ')} }`);
}

function mounted(style: CorsStyle, options: string): string {
  return style === '@fastify/cors' ? `await app.register(cors, ${options})` : `app.use(cors(${options}))`;
}

function originsFor(style: CorsStyle, origin: Origins): string {
  if (style !== '@koa/cors') return origin === '*' ? literal(origin) : listOf(origin);
  // It knows no list: a string is said to everybody.
  if (origin === '*') return literal(origin);
  const [only, ...more] = 'length' in origin ? origin : [];
  if (only !== undefined && more.length === 0) return literal(only);
  return `(ctx) => (${listOf(origin)}.includes(ctx.get('Origin')) ? ctx.get('Origin') : '')`;
}

function listOf(origin: Exclude<Origins, '*'>): string {
  if ('add' in origin) return `[...allowed, ${literal(origin.add)}]`;
  return 'remove' in origin
    ? `allowed.filter((origin) => origin !== ${literal(origin.remove)})`
    : literal(origin);
}

/** How headers are set and read without a package. */
interface ByHand {
  readonly set: (name: string, value: string) => string;
  readonly origin: string;
  readonly vary: string;
}

/** What sets a header, beside a package as well. */
const setters: Readonly<Record<CorsStyle, string>> = {
  cors: 'res.set',
  '@fastify/cors': 'reply.header',
  '@koa/cors': 'ctx.set',
  'hono/cors': 'c.header',
  'by hand': 'res.set',
  'by hand in Fastify': 'reply.header',
  'by hand in Koa': 'ctx.set',
  'by hand in Node': 'res.setHeader',
};

const setIn =
  (style: CorsStyle): ByHand['set'] =>
  (name, value) =>
    `${setters[style]}('${name}', ${value})`;

const waysByHand: Readonly<Partial<Record<CorsStyle, ByHand>>> = {
  'by hand': { set: setIn('by hand'), origin: 'req.headers.origin', vary: `res.vary('Origin')` },
  'by hand in Fastify': {
    set: setIn('by hand in Fastify'),
    origin: 'request.headers.origin',
    vary: `reply.header('Vary', 'Origin')`,
  },
  'by hand in Koa': { set: setIn('by hand in Koa'), origin: `ctx.get('Origin')`, vary: `ctx.vary('Origin')` },
  'by hand in Node': {
    set: setIn('by hand in Node'),
    origin: 'req.headers.origin',
    vary: `res.appendHeader('Vary', 'Origin')`,
  },
};

/** Undefined where a package does it. */
export function isByHand(style: CorsStyle): ByHand | undefined {
  return waysByHand[style];
}

/** One header, as it is set there without a package. */
export function headerCode(style: CorsStyle, name: string, value: string): string {
  return setIn(style)(name, literal(value));
}

function handwritten(
  { set, origin: asked, vary }: ByHand,
  { origin, credentials, methods, headers }: CorsSettings,
): string {
  const allowOrigin = 'Access-Control-Allow-Origin';
  const [only, ...more] = origin === '*' ? ['*'] : origin !== undefined && 'length' in origin ? origin : [];
  return [
    ...(only !== undefined && more.length === 0 ? [set(allowOrigin, literal(only))] : []),
    ...(origin !== undefined && origin !== '*' && (only === undefined || more.length > 0)
      ? [
          `const origins = ${listOf(origin)}`,
          `if (origins.includes(${asked})) ${set(allowOrigin, asked)}`,
          vary,
        ]
      : []),
    ...(credentials === undefined ? [] : [set('Access-Control-Allow-Credentials', `'true'`)]),
    ...(methods === undefined ? [] : [set('Access-Control-Allow-Methods', literal(methods.join(', ')))]),
    ...(headers === undefined ? [] : [set('Access-Control-Allow-Headers', literal(headers.join(', ')))]),
  ].join('\n');
}

/** For the function that checks an origin: its verdict on this one, before all else. */
export function answerCode(origin: string, isAllowed: boolean): string {
  return `if (origin === ${literal(origin)}) return callback(null, ${String(isAllowed)})`;
}

/** What the function that checks an origin returns, with one origin more on its list. */
export function answersCode(style: CorsStyle, origin: string): string {
  const list = listOf({ add: origin });
  if (style === '@koa/cors') return `return ${list}.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''`;
  return style === 'hono/cors'
    ? `return ${list}.includes(origin) ? origin : null`
    : `callback(null, ${list}.includes(origin))`;
}

/** Says of every response that it depends on `Origin`; a function before all others where the app has such. */
export function varyCode(style: CorsStyle): string {
  if (style === 'cors' || style === 'by hand')
    return `app.use((req, res, next) => (res.vary('Origin'), next()))`;
  if (style === '@koa/cors' || style === 'by hand in Koa')
    return `app.use((ctx, next) => (ctx.vary('Origin'), next()))`;
  if (style === '@fastify/cors' || style === 'by hand in Fastify')
    return `app.addHook('onRequest', async (request, reply) => void reply.header('Vary', 'Origin'))`;
  return style === 'hono/cors'
    ? `c.header('Vary', 'Origin', { append: true })`
    : `res.appendHeader('Vary', 'Origin')`;
}

/** Responds to a preflight whose headers are set already, before what responded to it. */
export function preflightCode(style: CorsStyle): string {
  if (style === 'by hand in Koa')
    return `app.use((ctx, next) => (ctx.method === 'OPTIONS' ? void (ctx.status = 204) : next()))`;
  if (style === 'by hand in Fastify') return `app.options('*', (request, reply) => reply.code(204).send())`;
  if (style === 'by hand in Node') return `if (req.method === 'OPTIONS') return res.writeHead(204).end()`;
  return `app.use((req, res, next) => (req.method === 'OPTIONS' ? res.sendStatus(204) : next()))`;
}

/** Ends a preflight. */
export function noContentCode(style: CorsStyle): string {
  if (style === 'by hand in Koa') return 'ctx.status = 204';
  if (style === 'by hand in Fastify') return 'return reply.code(204).send()';
  return style === 'by hand in Node' ? 'res.writeHead(204).end()' : 'res.sendStatus(204)';
}

/** The function, mounted behind. */
export function behindCode(style: CorsStyle, name: string): string {
  return style === '@fastify/cors' ? `app.addHook('onRequest', ${name})` : `app.use(${name})`;
}

export function literal(value: string | readonly string[]): string {
  if (typeof value !== 'string') return `[${value.map(literal).join(', ')}]`;
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
