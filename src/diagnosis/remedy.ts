import type { CorsStyle } from './cors-style.js';

/** What to change, in words and in code. */
export interface Remedy {
  readonly text: string;
  /** Lines of code; empty where the words say all. */
  readonly code: string;
}

/** What CORS middlewares can be told. */
export interface CorsSettings {
  readonly origin?: string | readonly string[] | undefined;
  readonly credentials?: true;
  readonly methods?: readonly string[];
  readonly headers?: readonly string[];
}

/** The settings as they are written for what the app uses. */
export function settingsCode(style: CorsStyle, settings: CorsSettings): string {
  if (style === 'by hand') return handwritten(settings);
  const { origin, credentials, methods, headers } = settings;
  const [allowMethods, allowHeaders] =
    style === 'cors' || style === '@fastify/cors'
      ? ['methods', 'allowedHeaders']
      : ['allowMethods', 'allowHeaders'];
  const options = [
    origin === undefined ? '' : `origin: ${literal(origin)}`,
    credentials === undefined ? '' : 'credentials: true',
    methods === undefined ? '' : `${allowMethods}: ${literal(methods)}`,
    headers === undefined ? '' : `${allowHeaders}: ${literal(headers)}`,
  ].filter(Boolean);
  const object = options.length === 0 ? '' : `{ ${options.join(', ')} }`;
  if (style === '@fastify/cors') return `await app.register(cors${object === '' ? '' : `, ${object}`})`;
  return `app.use(cors(${object}))`;
}

function handwritten({ origin, credentials, methods, headers }: CorsSettings): string {
  return [
    origin === undefined
      ? ''
      : `res.set('Access-Control-Allow-Origin', ${literal(typeof origin === 'string' ? origin : (origin[0] ?? ''))})`,
    credentials === undefined ? '' : `res.set('Access-Control-Allow-Credentials', 'true')`,
    methods === undefined ? '' : `res.set('Access-Control-Allow-Methods', ${literal(methods.join(', '))})`,
    headers === undefined ? '' : `res.set('Access-Control-Allow-Headers', ${literal(headers.join(', '))})`,
  ]
    .filter(Boolean)
    .join('\n');
}

function literal(value: string | readonly string[]): string {
  if (typeof value !== 'string') return `[${value.map(literal).join(', ')}]`;
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
