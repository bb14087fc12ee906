import { UsageError } from '../errors/usage-error.js';
import { parseUrl } from '../text/parse-url.js';

/** `{ url, app, port }` as it was written. */
export interface ProxiedShape {
  readonly url: string | URL;
  readonly ca?: string | Buffer;
  readonly app: unknown;
  readonly port: number;
}

const keys = ['url', 'ca', 'app', 'port'];

const late = '. For an app that is assigned in beforeAll, pass app: { target: () => app }';

/** What is said of an `app` that cannot be served at the port. */
export const notInHand =
  '`app` in { url, app, port } is what stands behind the proxy, so it must be an app, not a URL';

/**
 * The parts of a target that is a proxy with the app behind it; undefined for anything else.
 *
 * @throws {UsageError} `unknown-target` where a part is missing or is not what it should be.
 */
export function proxiedShape(target: unknown): ProxiedShape | undefined {
  if (typeof target !== 'object' || target === null || Object.getPrototypeOf(target) === null)
    return undefined;
  const given = Object.keys(target);
  const parts = ['url', 'app', 'port'].filter((key) => given.includes(key));
  // `{ url, ca }`, or something else that has one of them.
  if (parts.length < 2 || !given.every((key) => keys.includes(key))) return undefined;
  const shape = target as { [Key in keyof ProxiedShape]?: unknown };
  const { url, app, port } = shape;
  const [missing] = ['url', 'app', 'port'].filter((key) => Reflect.get(target, key) === undefined);
  if (missing !== undefined)
    throw wrong(missing, `${missing} is missing${missing === 'app' ? late : ''}`, undefined);
  if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65_535)
    throw wrong('port', `port must be a whole number from 1 to 65535, not ${shown(port)}`, port);
  if (typeof app === 'string' || isUrl(app) || Object.hasOwn(Object(app) as object, 'url'))
    throw wrong('app', notInHand, undefined);
  if (typeof url !== 'string' && !isUrl(url)) throw wrong('url', `url must be a URL, not ${shown(url)}`, url);
  const proxy = parseUrl(String(url));
  if (proxy !== undefined && /^(localhost|127\.0\.0\.1)$/.test(proxy.hostname) && Number(proxy.port) === port)
    throw wrong('port', `port ${shown(port)} is where the proxy itself listens`, port);
  return shape as ProxiedShape;
}

function wrong(option: string, mistake: string, value: unknown): UsageError {
  const right = "{ url: 'http://localhost:8080', app, port: 3000 }";
  const message =
    `${mistake}.\nWrite ${right}: the proxy at \`url\` sends its requests to 127.0.0.1:\`port\`, ` +
    'where `app` is served for as long as it is asked.';
  return new UsageError('unknown-target', message, { option: `target.${option}`, value, suggestion: right });
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : typeof value === 'number' ? String(value) : typeof value;
}

/** Also one of another realm: jsdom brings its own. */
export function isUrl(value: unknown): value is URL {
  return Object.prototype.toString.call(value) === '[object URL]';
}
