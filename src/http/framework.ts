import type { Server } from 'node:http';
import { type Deadline, inTime } from './deadline.js';
import { appIsLate, appNotReady } from './exchange-failure.js';
import type { FrameworkName } from './framework-name.js';
import { checkRequestClass, type FetchHandler, fetchListener } from './fetch-listener.js';
import { isServer, isThenable, type RequestListener, type ServerLike } from './hosting.js';

type Call = (...parameters: never[]) => unknown;

/** An instance of a web framework, by the part it is recognised by: no framework's types are asked of users. */
export type FrameworkInstance =
  | { readonly fetch: (request: never, ...rest: never[]) => unknown } // Hono, h3, elysia, Bun and Workers modules
  | { readonly callback: Call; readonly use: Call; readonly listen: Call } // Koa
  | { readonly ready: Call; readonly server: ServerLike } // Fastify
  | { readonly init: Call; readonly getHttpServer: Call } // Nest
  | { readonly initialize: Call; readonly listener: ServerLike } // hapi
  | {
      readonly handler: (request: never, response: never, ...rest: never[]) => unknown;
      readonly listen: Call;
    } // polka, tinyhttp
  | { readonly server: ServerLike }; // restify

/** What instances are known by. Of an instance at hand, those its `Framework` has looked at are there. */
interface Members {
  callback(): RequestListener;
  fetch: FetchHandler;
  getHttpAdapter?(): { getInstance?(): { ready?(): unknown } };
  getHttpServer(): Server;
  handler: RequestListener;
  info?: { started?: number };
  init(): unknown;
  initialize(): unknown;
  listener: Server;
  modules: unknown;
  ready(): unknown;
  server: Server;
}

/** One way to become a listener or a server. */
export interface Framework {
  /** Not given where several look like this. */
  readonly name?: FrameworkName;
  is(instance: object): boolean;
  /** Throws where it cannot be asked at all. */
  readonly check?: () => void;
  /** The call of its own that readies an instance, and its name. */
  ready?(instance: Members): unknown;
  readonly readiedBy?: string;
  /** Of an instance that is ready. */
  app(instance: Members): RequestListener | Server;
}

const fetchable: Framework = {
  is: (instance) => has(instance, 'fetch') && !isClient(instance),
  check: checkRequestClass,
  app: (instance) => fetchListener((request, bindings) => instance.fetch(request, bindings)),
};

const frameworks: readonly Framework[] = [
  {
    ...fetchable,
    name: 'hono',
    is: (instance) =>
      fetchable.is(instance) && has(instance, 'basePath') && Array.isArray(Reflect.get(instance, 'routes')),
  },
  {
    ...fetchable,
    is: (instance) => fetchable.is(instance) && isThenable(Reflect.get(instance, 'modules')),
    readiedBy: 'modules', // of elysia: plugins that load lazily
    ready: ({ modules }) => modules,
  },
  fetchable,
  {
    name: 'fastify',
    is: (instance) => has(instance, 'ready') && hasServer(instance, 'server'),
    readiedBy: 'ready()',
    ready: (instance) => instance.ready(),
    app: ({ server }) => server,
  },
  {
    name: 'nest',
    is: (instance) => has(instance, 'init') && has(instance, 'getHttpServer'),
    readiedBy: 'init()',
    async ready(instance) {
      await instance.init();
      await instance.getHttpAdapter?.().getInstance?.().ready?.(); // on Fastify
    },
    app: (instance) => instance.getHttpServer(),
  },
  {
    name: 'hapi',
    is: (instance) => has(instance, 'initialize') && hasServer(instance, 'listener'),
    readiedBy: 'initialize()',
    // Of a server that has been started it would throw.
    ready: (instance) => (instance.info?.started ? undefined : instance.initialize()),
    app: ({ listener }) => listener,
  },
  {
    name: 'koa',
    is: (instance) => has(instance, 'callback') && has(instance, 'use') && has(instance, 'listen'),
    app: (instance) => instance.callback(),
  },
  {
    // The handler of h3 1 takes an event instead.
    is: (instance) => has(instance, 'handler', 2) && has(instance, 'listen'),
    app: (instance) => (request, response) => instance.handler(request, response),
  },
  { is: (instance) => hasServer(instance, 'server'), app: ({ server }) => server },
];

/** What a function has returned, or promised. Some instances have a `then` of their own, which would ready them without saying so. */
export async function awaited(given: unknown): Promise<unknown> {
  return frameworkOf(given) === undefined ? await given : given;
}

export function frameworkOf(value: unknown): Framework | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return frameworks.find((framework) => framework.is(value));
}

const readied = new WeakMap<object, RequestListener | Server>();
const readying = new WeakMap<object, Promise<RequestListener | Server>>();

/**
 * What answers for an instance, once it has been readied by its own call; nothing is made to listen.
 *
 * @throws {ExchangeError} `target-not-ready` when that call fails or takes longer than there is time.
 */
export async function readiedApp(
  instance: object,
  framework: Framework,
  deadline: Deadline,
): Promise<RequestListener | Server> {
  const known = readied.get(instance);
  if (known !== undefined) return known;
  const { readiedBy = '' } = framework;
  const app = readying.get(instance) ?? ready(instance as Members, framework);
  readying.set(instance, app);
  return inTime(app, deadline, () => appIsLate(readiedBy, deadline.milliseconds));
}

async function ready(instance: Members, framework: Framework): Promise<RequestListener | Server> {
  try {
    await framework.ready?.(instance);
  } catch (error) {
    throw appNotReady(framework.readiedBy ?? '', error);
  }
  const app = framework.app(instance);
  readied.set(instance, app);
  return app;
}

/** Whether the value sends requests instead of answering them. */
export function isClient(value: object): boolean {
  // A global object, a window, undici as a whole; a request context of Playwright; what createBrowser() returns.
  if (has(value, 'fetch'))
    return ['Request', 'storageState', 'clearPreflightCache'].some((name) => has(value, name));
  // axios, got, ky; a dispatcher of undici.
  if (typeof value === 'function') return has(value, 'get') && has(value, 'post') && !has(value, 'use');
  return has(value, 'dispatch') && has(value, 'request');
}

/** Whether the value has this method. One that only claims to have it, as a proxy for any name does, has not. */
export function has(value: object, name: string, parameters = 0): boolean {
  const member: unknown = name in value ? Reflect.get(value, name) : undefined;
  return typeof member === 'function' && member.length >= parameters;
}

function hasServer(value: object, name: string): boolean {
  return isServer(Reflect.get(value, name));
}
