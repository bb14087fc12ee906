import Hapi from '@hapi/hapi';
import { jest } from '@jest/globals';
import cors, { type CorsOptions } from 'cors';
import { createServer } from 'node:http';
import { Server as SocketServer, type ServerOptions } from 'socket.io';
import { nestApp } from '../../support/nest-app.js';
import { admin, getUsers, page, putUser, quietApp, withCookie } from './parts.js';
import type { RemedyCase, Row } from './remedy-case.js';

/** Packages that set CORS headers of their own, and frameworks whose own option does. */

/** What is used of it: its own types bring those of the DOM along. */
interface Apollo {
  readonly gql: (text: string) => unknown;
  readonly ApolloServer: new (options: object) => {
    start(): Promise<void>;
    applyMiddleware(options: object): void;
  };
}

const { ApolloServer, gql } = jest.requireActual<Apollo>('apollo-server-express');

type HapiCors = Exclude<Hapi.RouteOptionsCors, boolean>;

const inHapi =
  (options: HapiCors | undefined): RemedyCase['app'] =>
  (mend) => {
    let server = Hapi.server(options === undefined ? {} : { routes: { cors: options } });
    const mended = {
      ...Hapi,
      server: (given: Hapi.ServerOptions) => (server = Hapi.server(given)),
    };
    mend?.({ Hapi: mended, options, allowed: options?.origin });
    for (const method of ['GET', 'PUT'] as const) server.route({ method, path: '/users', handler: () => [] });
    return server;
  };

const hapiRows: readonly Row[] = [
  {
    cause: 'origin-not-listed',
    title: 'a list',
    app: inHapi({ origin: [admin] }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'credentials-not-enabled',
    title: 'an origin alone',
    app: inHapi({ origin: [page] }),
    request: withCookie,
    kept: [page],
  },
];

const inNest =
  (options: CorsOptions | undefined): RemedyCase['app'] =>
  async (mend) => {
    const app = await nestApp();
    if (mend !== undefined) mend({ app, options, allowed: options?.origin });
    else if (options !== undefined) app.enableCors(options);
    return app;
  };

const nestRows: readonly Row[] = [
  { cause: 'no-cors-headers', title: 'nothing is enabled', app: inNest(undefined), request: getUsers },
  {
    cause: 'origin-not-listed',
    title: 'a list',
    app: inNest({ origin: [admin] }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'credentials-not-enabled',
    title: 'an origin alone',
    app: inNest({ origin: [page] }),
    request: withCookie,
    kept: [page],
  },
  {
    cause: 'header-not-listed',
    title: 'a list of one',
    app: inNest({ origin: page, allowedHeaders: ['X-Id'] }),
    request: putUser,
    assertion: 'toHandlePreflight',
  },
];

const withSockets =
  (options: CorsOptions): RemedyCase['app'] =>
  (mend) => {
    const server = createServer();
    const serve = (_: unknown, given: Partial<ServerOptions>): void => void new SocketServer(server, given);
    const Server = function (this: unknown, at: unknown, given: Partial<ServerOptions>): void {
      serve(at, given);
    };
    if (mend === undefined) serve(server, { cors: options });
    else mend({ Server, server, options, allowed: options.origin });
    return server;
  };

const polling = { origin: page, path: '/socket.io/?EIO=4&transport=polling' };

const socketRows: readonly Row[] = [
  { cause: 'origin-not-listed', title: 'one origin', app: withSockets({ origin: admin }), request: polling },
  {
    cause: 'credentials-not-enabled',
    title: 'an origin alone',
    app: withSockets({ origin: page }),
    request: { ...polling, credentials: 'include' },
  },
];

/** Apollo mounts a cors() of its own unless it is asked not to. */
const withApollo: RemedyCase['app'] = async (mend) => {
  const app = quietApp().use(cors({ origin: page, credentials: true }));
  const server = new ApolloServer({
    typeDefs: gql('type Query { hello: String }'),
    resolvers: { Query: { hello: () => 'world' } },
    stopOnTerminationSignals: false,
  });
  await server.start();
  const path = '/graphql';
  const own = {
    applyMiddleware: (given: object) => server.applyMiddleware({ ...given, path }),
  };
  if (mend === undefined) own.applyMiddleware({ app });
  else mend({ server: own, app });
  return app;
};

/** The `if` that is printed stands at the start of the function that checks the origin. */
const rejectingStrangers: RemedyCase['app'] = (mend) => {
  const list =
    'if (!origin || allowed.includes(origin)) return callback(null, true)\ncallback(new Error("no"))';
  return quietApp()
    .use(
      cors({
        origin(origin, callback) {
          if (mend !== undefined) mend({ origin, callback, allowed: [admin] }, list);
          else if (origin === undefined || origin === admin) callback(null, true);
          else callback(new Error('Not allowed by CORS'));
        },
      }),
    )
    .get('/users', (_, res) => void res.json([]));
};

export const withPackages: readonly RemedyCase[] = [
  ...hapiRows.map((row) => ({ ...row, style: 'hapi' as const })),
  ...nestRows.map((row) => ({ ...row, style: 'Nest' as const })),
  ...socketRows.map((row) => ({ ...row, style: 'socket.io' as const })),
  {
    cause: 'cors-headers-removed',
    style: 'cors',
    title: 'by the cors() that Apollo mounts',
    app: withApollo,
    request: {
      origin: page,
      path: '/graphql',
      method: 'POST',
      json: { query: '{ hello }' },
      credentials: 'include',
    },
  },
  {
    cause: 'origin-callback-failed',
    style: 'cors',
    title: 'a page without an origin of its own, and no cookies',
    app: rejectingStrangers,
    request: { origin: 'null', path: '/users' },
    kept: [admin],
  },
];
