import type { Server } from 'node:http';
import { UsageError } from '../errors/usage-error.js';
import { shownUrl } from '../state/disclosure.js';
import { type Deadline, inTime } from './deadline.js';
import { type Endpoint, endpointOf, endpointOfProxy, endpointOfUrl, knownEndpoint } from './endpoint.js';
import { targetNotReady } from './exchange-failure.js';
import { checkEnvironment } from './environment.js';
import { type Framework, type FrameworkInstance, frameworkOf, readiedApp, awaited } from './framework.js';
import type { FrameworkName } from './framework-name.js';
import { isServer, type RequestListener, type ServerLike } from './hosting.js';
import { mistakeIn } from './mistake.js';
import { isUrl, notInHand, type ProxiedShape, proxiedShape } from './proxied-shape.js';
import { parseUrl } from '../text/parse-url.js';

/**
 * What requests can be sent to: an Express app or any `(req, res)` listener; an instance of Koa, Fastify, Nest, hapi or restify,
 * readied by its own call; an object with `fetch(Request)` such as a Hono, h3 or elysia app; an `http.Server`,
 * `https.Server` or server of `node:http2` (listening or not); a URL (its path is a prefix); a URL with the certificate authority to trust; a
 * proxy at a URL with the app behind it, which is served on the port the proxy sends its requests to; or a
 * function that returns one of these when the assertion runs, for apps that exist only in `beforeAll`.
 */
export type Target =
  | ((request: never, response: never, ...rest: never[]) => unknown)
  | FrameworkInstance
  | ServerLike
  | string
  | URL
  | { readonly url: string | URL; readonly ca?: string | Buffer }
  | {
      /** Where the proxy listens. */
      readonly url: string | URL;
      readonly ca?: string | Buffer;
      /** What is behind it: any target but a URL. */
      readonly app: unknown;
      /** Of 127.0.0.1, where the proxy expects the app. Nothing else may listen there. */
      readonly port: number;
    }
  | { readonly target: () => unknown };

/**
 * Turns a target into the endpoint it can be asked at.
 *
 * @throws {UsageError} `unknown-target` for anything else, with the right call for common mistakes.
 * @throws {UsageError} `no-request-class` for an app with `fetch(Request)` where there is none.
 * @throws {UsageError} `unsupported-environment` where none can be asked.
 * @throws {ExchangeError} `target-not-ready` when it is not ready before the deadline.
 */
export async function resolveTarget(target: unknown, deadline: Deadline): Promise<Endpoint> {
  const asked = knownEndpoint(target); // every exchange asks: what was recognised once is not looked at again
  if (asked !== undefined) return asked;
  checkEnvironment();
  return endpointFor(await notLazy(recognise(target), deadline), deadline);
}

async function notLazy(known: KnownTarget, deadline: Deadline): Promise<KnownTarget> {
  if (known.kind !== 'lazy') return known;
  const late = (): Error => targetNotReady(`nothing was returned within ${String(deadline.milliseconds)} ms`);
  return inTime(givenBy(known.target), deadline, late);
}

/** Throws what `resolveTarget` would throw for misuse, without starting anything. */
export function checkTarget(target: unknown): void {
  recognise(target);
}

type KnownTarget =
  | { readonly kind: 'app'; readonly app: RequestListener | Server }
  | { readonly kind: 'framework'; readonly instance: object; readonly framework: Framework }
  | { readonly kind: 'url'; readonly url: URL; readonly ca?: string | Buffer | undefined }
  | { readonly kind: 'proxied'; readonly shape: ProxiedShape; readonly url: URL; readonly app: KnownTarget }
  | { readonly kind: 'lazy'; readonly target: () => unknown };

function recognise(target: unknown): KnownTarget {
  if (typeof target === 'string' || isUrl(target)) return { kind: 'url', url: httpUrl(target) };
  const framework = frameworkOf(target);
  if (framework !== undefined) {
    framework.check?.();
    return { kind: 'framework', instance: target as object, framework };
  }
  const mistake = mistakeIn(target);
  if (mistake !== undefined) throw unknownTarget(mistake, target);
  if (isListener(target) || isServer(target)) return { kind: 'app', app: target };
  if (isLazy(target)) return { kind: 'lazy', target: target.target };
  const shape = proxiedShape(target);
  if (shape !== undefined)
    return { kind: 'proxied', shape, url: httpUrl(shape.url), app: recognise(shape.app) };
  if (isUrlWithCa(target)) return { kind: 'url', url: httpUrl(target.url), ca: target.ca };
  throw unknownTarget(describe(target), target);
}

async function endpointFor(known: KnownTarget, deadline: Deadline): Promise<Endpoint> {
  if (known.kind === 'url') return endpointOfUrl(known.url, known.ca);
  if (known.kind !== 'proxied') {
    const { app, framework } = await appOf(known, deadline);
    return endpointOf(app, framework);
  }
  const own = await appOf(await notLazy(known.app, deadline), deadline);
  return endpointOfProxy(known.url, known.shape.ca, { ...own, port: known.shape.port });
}

interface AppInHand {
  readonly app: RequestListener | Server;
  readonly framework?: FrameworkName;
}

async function appOf(known: KnownTarget, deadline: Deadline): Promise<AppInHand> {
  if (known.kind === 'app') return { app: known.app };
  if (known.kind === 'framework') {
    const app = await readiedApp(known.instance, known.framework, deadline);
    return { app, framework: known.framework.name ?? 'another framework' };
  }
  throw targetNotReady(known.kind === 'lazy' ? 'it returned another lazy target' : notInHand);
}

async function givenBy(target: () => unknown): Promise<KnownTarget> {
  let given: unknown;
  try {
    given = await awaited(target());
  } catch (error) {
    throw targetNotReady(error);
  }
  if (given === undefined || given === null) throw targetNotReady(`it returned ${String(given)}`);
  return recognise(given);
}

function httpUrl(given: string | URL): URL {
  const text = String(given);
  const url = parseUrl(text);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw unknownTarget(`"${shownUrl(text)}" is not an absolute http(s) URL.`, shownUrl(text));
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    const message = `a target URL must be an origin with at most a path prefix, without user info, query or fragment, not "${shownUrl(text)}".`;
    const suggestion = `${url.origin}${url.pathname}`;
    throw new UsageError('unknown-target', `${message}\nWrite "${suggestion}".`, {
      option: 'target',
      suggestion,
    });
  }
  return url;
}

function unknownTarget(mistake: string, value: unknown): UsageError {
  return new UsageError('unknown-target', `${mistake}\n\n${accepted}`, { option: 'target', value });
}

const accepted =
  'A target is an Express, Koa, Fastify, Nest or hapi app, an object with fetch(Request) such as a Hono, h3 or elysia ' +
  'app, a (req, res) function, an http.Server or https.Server, a URL, { url, ca }, { url, app, port } for an app ' +
  'behind a proxy, or { target: () => app } for an app that exists only in beforeAll.';

function isListener(value: unknown): value is RequestListener {
  return typeof value === 'function';
}

function isLazy(value: unknown): value is { target: () => unknown } {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'target') === 'function';
}

function isUrlWithCa(value: unknown): value is { url: string | URL; ca?: string | Buffer } {
  if (typeof value !== 'object' || value === null) return false;
  // Requests, responses and clients have a URL as well.
  if (!Object.hasOwn(value, 'url') || !Object.keys(value).every((key) => key === 'url' || key === 'ca'))
    return false;
  const url: unknown = Reflect.get(value, 'url');
  return typeof url === 'string' || isUrl(url);
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)} is not a target.`;
  return `An object of class ${value.constructor?.name ?? 'Object'} with the keys ${Object.keys(value).slice(0, 5).join(', ') || '(none)'} is not a target.`;
}
