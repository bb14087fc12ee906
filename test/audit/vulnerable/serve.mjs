// Serves one subject on loopback and tells its parent where: `node serve.mjs <id>`. One process each, because some of
// these packages replace globals (@hono/node-server) or patch Node's prototypes (restify).
import { createServer } from 'node:http';

const example = 'https://example.com';
const body = { name: 'Ada' };

const listen = (server) =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
const serve = (listener) => listen(createServer(listener));

async function express(options) {
  const [{ default: create }, { default: cors }] = await Promise.all([import('express'), import('cors')]);
  const app = create();
  app.use(cors(options));
  app.get('/', (_, response) => response.json(body));
  return serve(app);
}

async function koa(middleware) {
  const { default: Koa } = await import('koa');
  const app = new Koa();
  app.use(middleware);
  app.use((context) => {
    context.body = body;
  });
  return serve(app.callback());
}

/** The packages for Koa take one origin, or a function. */
const koaList = (context) => (context.get('Origin') === example ? example : '');

async function hono(name, options) {
  const [{ Hono }, { cors }, { getRequestListener }] = await Promise.all([
    import(name),
    import(`${name}/cors`),
    import('@hono/node-server'),
  ]);
  const app = new Hono();
  app.use(cors(options));
  app.get('/', (context) => context.json(body));
  return serve(getRequestListener(app.fetch));
}

async function elysia(name, options) {
  const [{ Elysia }, { cors }, { getRequestListener }] = await Promise.all([
    import('elysia'),
    import(name),
    import('@hono/node-server'),
  ]);
  const app = new Elysia({ aot: false }).use(cors(options)).get('/', () => body);
  return serve(getRequestListener((request) => app.handle(request)));
}

async function corser(options) {
  const { default: library } = await import('corser');
  const handle = library.create(options);
  return serve((request, response) => {
    handle(request, response, () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
}

async function hapi(cors) {
  const { default: Hapi } = await import('@hapi/hapi');
  const server = Hapi.server({ host: '127.0.0.1', port: 0, routes: { cors } });
  server.route({ method: 'GET', path: '/', handler: () => body });
  await server.start();
  return server.info.port;
}

async function restify(options) {
  const [{ default: library }, { default: middleware }] = await Promise.all([
    import('restify'),
    import('restify-cors-middleware2'),
  ]);
  const cors = middleware({ allowHeaders: [], exposeHeaders: [], ...options });
  const server = library.createServer();
  server.pre(cors.preflight);
  server.use(cors.actual);
  server.get('/', (_, response, next) => {
    response.send(body);
    next();
  });
  return listen(server);
}

const packageForKoa = async (name, options) => koa((await import(name)).default(options));

async function lws(options) {
  const { default: Cors } = await import('lws-cors');
  return koa(new Cors().middleware(options));
}

const subjects = {
  'elysia-1.3.0-domain': () => elysia('elysia-cors-1.3.0', { origin: 'example.com' }),
  'elysia-1.3.0-list': () => elysia('elysia-cors-1.3.0', { origin: [example] }),
  'elysia-1.3.1-domain': () => elysia('elysia-cors-1.3.1', { origin: 'example.com' }),
  'elysia-1.3.1-default': () => elysia('elysia-cors-1.3.1'),
  'hono-4.12.24': () => hono('hono-4.12.24', { credentials: true }),
  'hono-4.12.25': () => hono('hono-4.12.25', { credentials: true }),
  'hono-list': () => hono('hono-4.12.25', { origin: [example], credentials: true }),
  'koa-4-credentials': () => packageForKoa('koa-cors-4', { credentials: true }),
  'koa-4-default': () => packageForKoa('koa-cors-4'),
  'koa-5-credentials': () => packageForKoa('@koa/cors', { credentials: true }),
  'koa-5-default': () => packageForKoa('@koa/cors'),
  'koa-5-function': () => packageForKoa('@koa/cors', { origin: koaList, credentials: true }),
  'kcors-default': () => packageForKoa('kcors'),
  'kcors-function': () => packageForKoa('kcors', { origin: koaList, credentials: true }),
  'koa2-cors-default': () => packageForKoa('koa2-cors'),
  'koa2-cors-function': () => packageForKoa('koa2-cors', { origin: koaList, credentials: true }),
  'lws-cors-origin': () => lws({ corsOrigin: example, corsCredentials: true }),
  'corser-credentials': () => corser({ supportsCredentials: true }),
  'corser-list': () => corser({ origins: [example], supportsCredentials: true }),
  'hapi-credentials': () => hapi({ credentials: true }),
  'hapi-list': () => hapi({ origin: [example], credentials: true }),
  'restify-wildcard': () => restify({ origins: ['https://*.api.example.com'], credentials: true }),
  'restify-list': () => restify({ origins: ['https://app.api.example.com'], credentials: true }),
  'cors-readme-pattern': () => express({ origin: /example\.com$/, credentials: true }),
  'cors-true': () => express({ origin: true, credentials: true }),
  'cors-default': () => express(),
  'cors-list': () => express({ origin: [example], credentials: true }),
};

const port = await subjects[process.argv[2]]();
process.send({ port });
// The parent ends it; if the parent is gone, so is this.
process.on('disconnect', () => process.exit());
