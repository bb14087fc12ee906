import type { Server } from 'node:http';
import { UsageError } from '../errors/usage-error.js';
import { redactUrl } from '../text/redact.js';
import { type Endpoint, endpointOf, endpointOfUrl } from './endpoint.js';
import { targetNotReady } from './exchange-failure.js';
import type { RequestListener } from './hosting.js';
import { parseUrl } from '../text/parse-url.js';

/**
 * What can be asked: an Express app or any `(req, res)` listener, an `http.Server` or `https.Server` (listening or not),
 * a URL (its path is a prefix), a URL with the certificate authority to trust, or a function that gives one of these
 * when the assertion runs, for apps that exist only in `beforeAll`.
 */
export type Target =
  | ((request: never, response: never, ...rest: never[]) => unknown)
  | ServerLike
  | string
  | URL
  | { readonly url: string | URL; readonly ca?: string | Buffer }
  | { readonly target: () => unknown };

/** The part of `http.Server` and `https.Server` a target is recognised by. */
export interface ServerLike {
  listen(...args: never[]): unknown;
  address(): unknown;
  emit(event: string, ...args: never[]): boolean;
}

/**
 * Turns a target into the endpoint it can be asked at.
 *
 * @throws {UsageError} `unknown-target` for anything else, with the right call for common mistakes.
 * @throws {ExchangeError} `target-not-ready` when a lazy target gives nothing.
 */
export async function resolveTarget(target: unknown): Promise<Endpoint> {
  const known = recognise(target);
  if (known.kind === 'lazy') return endpointFor(recognise(await callLazy(known.target)));
  return endpointFor(known);
}

/** Throws what `resolveTarget` would throw for misuse, without starting anything. */
export function checkTarget(target: unknown): void {
  recognise(target);
}

type KnownTarget =
  | { readonly kind: 'app'; readonly app: RequestListener | Server }
  | { readonly kind: 'url'; readonly url: URL; readonly ca?: string | Buffer | undefined }
  | { readonly kind: 'lazy'; readonly target: () => unknown };

function recognise(target: unknown): KnownTarget {
  if (typeof target === 'string' || isUrl(target)) return { kind: 'url', url: httpUrl(target) };
  const mistake = mistakeIn(target);
  if (mistake !== undefined) throw unknownTarget(mistake);
  if (isListener(target) || isServer(target)) return { kind: 'app', app: target };
  if (isLazy(target)) return { kind: 'lazy', target: target.target };
  if (isUrlWithCa(target)) return { kind: 'url', url: httpUrl(target.url), ca: target.ca };
  throw unknownTarget(describe(target));
}

function endpointFor(known: KnownTarget): Endpoint {
  if (known.kind === 'app') return endpointOf(known.app);
  if (known.kind === 'url') return endpointOfUrl(known.url, known.ca);
  throw targetNotReady('it returned another lazy target');
}

async function callLazy(target: () => unknown): Promise<unknown> {
  let given: unknown;
  try {
    given = await target();
  } catch (error) {
    throw targetNotReady(error);
  }
  if (given === undefined || given === null) throw targetNotReady(`it returned ${String(given)}`);
  return given;
}

function httpUrl(given: string | URL): URL {
  const text = String(given);
  const url = parseUrl(text);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw unknownTarget(`"${redactUrl(text)}" is not an absolute http(s) URL.`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    const message = `a target URL is an origin and at most a path prefix, without user info, query or fragment: "${redactUrl(text)}".`;
    throw new UsageError('unknown-target', `${message}\nWrite "${url.origin}${url.pathname}".`);
  }
  return url;
}

function unknownTarget(mistake: string): UsageError {
  return new UsageError('unknown-target', `${mistake}\n\n${accepted}`);
}

const accepted =
  'A target is an Express app or another (req, res) function, an http.Server or https.Server, a URL, { url, ca }, ' +
  'or { target: () => app } for an app that exists only in beforeAll.';

/** What people pass by mistake, with the right call. */
function mistakeIn(target: unknown): string | undefined {
  if (target === null || target === undefined) {
    return `The target is ${String(target)}. For an app that is assigned in beforeAll, pass { target: () => app }.`;
  }
  if (typeof target !== 'function' && typeof target !== 'object') return undefined;
  const has = (name: string): boolean => typeof Reflect.get(target, name) === 'function';
  if (has('expect') && has('then') && has('set')) {
    return 'This is a supertest Test, a request that has not been sent. Pass the app itself: expect(app).';
  }
  if (has('then')) return 'This is a promise. Await it first: expect(await …).';
  if (typeof target === 'function' && has('agent') && !has('listen'))
    return 'This is superagent or supertest itself. Pass the app: expect(app).';
  if (!isServer(target) && has('get') && has('del') && has('options') && !has('listen')) {
    return 'This is what request(app) or request.agent(app) returns. Pass the app itself: expect(app).';
  }
  if (typeof target !== 'function') return undefined;
  if (has('use') && has('param') && !has('listen')) {
    return 'This is an Express router, which answers only inside an app. Pass express().use(router).';
  }
  if (target.length === 0) {
    return 'This function takes no arguments, so it cannot answer a request. For a lazy app pass { target: () => app }.';
  }
  if (target.length === 1) {
    return 'This function takes one argument: it looks like a fetch handler, not a (req, res) listener.';
  }
  return undefined;
}

function isListener(value: unknown): value is RequestListener {
  return typeof value === 'function';
}

function isServer(value: unknown): value is Server {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['listen', 'address', 'emit', 'prependListener'].every(
      (name) => typeof Reflect.get(value, name) === 'function',
    )
  );
}

/** Also one of another realm: jsdom brings its own. */
function isUrl(value: unknown): value is URL {
  return Object.prototype.toString.call(value) === '[object URL]';
}

export function isLazy(value: unknown): value is { target: () => unknown } {
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
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)} cannot be asked.`;
  return `An object of class ${value.constructor?.name ?? 'Object'} with the keys ${Object.keys(value).slice(0, 5).join(', ') || '(none)'} cannot be asked.`;
}
