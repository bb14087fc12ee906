import cors, { type CorsOptions } from 'cors';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import express4 from 'express4';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { admin, type Draft, elsewhere, type Late, methods, type Policy } from '../draft.js';
import { headersByHand, policyFor } from '../by-hand.js';
import { expressGates } from './express-gates.js';

export function expressApp(draft: Draft): Express {
  const make = draft.framework === 'express 4' ? express4 : express;
  const app = make();
  app.set('env', 'test');
  for (const layer of layersBefore(draft)) app.use(layer);
  const doCors = corsFor(draft);
  if (draft.place === 'first') mountFirst(app, draft, doCors);
  if (draft.place === 'only-expose-headers') app.use(exposeTotal);
  if (draft.place === 'other-path') app.use('/admin', doCors);
  if (draft.place === 'other-router') app.use('/admin', make.Router().use(doCors));
  if (draft.place === 'mounted-app') app.use('/admin', make().use(doCors));
  for (const layer of layersBehind(draft)) app.use(layer);
  if (draft.rejectsOptions) app.options('/users', rejectOptions);
  const serve = expressEndings[draft.ending];
  for (const method of methods) {
    const handlers = draft.place === 'on-the-route' ? [doCors, serve] : [serve];
    app[method.toLowerCase() as 'get'](['/users', '/v2/users'], ...handlers);
  }
  app.get('/login', serveLogin);
  if (draft.place === 'after-route') app.use(doCors);
  if (draft.dropsOnError) app.use(dropHeaders);
  else if (draft.hasErrorHandler) app.use(handleError);
  return app;
}

function mountFirst(app: Express, draft: Draft, doCors: RequestHandler): void {
  if (draft.actualPolicy === null || draft.by === 'hand') {
    app.use(doCors);
    return;
  }
  app.options('/users', cors(optionsFor(draft, draft.policy)));
  app.use(cors(optionsFor(draft, draft.actualPolicy)));
}

/** Nest takes the same functions. */
export function layersBefore({ gates, resourcePolicy }: Draft): RequestHandler[] {
  const before = gates.filter(({ at }) => at === 'before').map(({ name }) => expressGates[name]());
  return resourcePolicy === null ? before : [setResourcePolicy(resourcePolicy), ...before];
}

export function layersBehind({ gates, late }: Draft): RequestHandler[] {
  const behind = gates.filter(({ at }) => at === 'after').map(({ name }) => expressGates[name]());
  return late === null ? behind : [lates[late], ...behind];
}

export function corsFor(draft: Draft): RequestHandler {
  return draft.by === 'hand' ? corsByHand(draft) : cors(optionsFor(draft, policyFor(draft, 'GET')));
}

export function corsByHand(draft: Draft): RequestHandler {
  return function addCors(req, res, next) {
    const headers = headersByHand(draft, req.method, req.headers.origin ?? '');
    for (const [name, value] of headers) res.setHeader(name, value);
    if (req.method !== 'OPTIONS' || draft.preflight === 'continues') next();
    else res.status(draft.preflight === 'status-400' ? 400 : 204).end();
  };
}

export function optionsFor({ preflight }: Draft, { origin, credentials, ...lists }: Policy): CorsOptions {
  return {
    origin: originFor(origin) as CorsOptions['origin'],
    ...(credentials !== null && { credentials: true }),
    methods: lists.methods as string[],
    allowedHeaders: lists.headers as string[],
    ...(preflight === 'continues' && { preflightContinue: true }),
    ...(preflight === 'status-400' && { optionsSuccessStatus: 400 }),
  };
}

function originFor(origin: Policy['origin']): unknown {
  if (origin.kind === 'list') return origin.origins;
  if (origin.kind === 'pattern') return origin.pattern;
  if (origin.kind !== 'function') return origin.value;
  return function checkOrigin(
    asked: string | undefined,
    callback: (error: Error | null, is?: boolean) => void,
  ) {
    if (asked === undefined || origin.origins.includes(asked)) callback(null, true);
    else if (origin.fails) callback(new Error('Not allowed by CORS'));
    else callback(null, false);
  };
}

const setResourcePolicy = (value: string): RequestHandler =>
  function protectResources(_, res, next) {
    res.setHeader('Cross-Origin-Resource-Policy', value);
    next();
  };

const exposeTotal: RequestHandler = function exposeTotal(_, res, next) {
  res.setHeader('Access-Control-Expose-Headers', 'X-Total-Count');
  next();
};

const rejectOptions: RequestHandler = function rejectOptions(_, res) {
  res.status(405).end();
};

export const serveLogin: RequestHandler = function serveLogin(_, res) {
  res.send('<form>');
};

const lates: Readonly<Record<Late, RequestHandler>> = {
  overwriteWithAny: function overwriteWithAny(_, res, next) {
    res.setHeader('Access-Control-Allow-Origin', '*');
    next();
  },
  overwriteWithAdmin: function overwriteWithAdmin(_, res, next) {
    res.setHeader('Access-Control-Allow-Origin', admin);
    next();
  },
  stripHeaders: function stripHeaders(_, res, next) {
    res.removeHeader('Access-Control-Allow-Origin');
    next();
  },
  addSecondOrigin: function addSecondOrigin(_, res, next) {
    res.append('Access-Control-Allow-Origin', admin);
    next();
  },
};

const dropHeaders: ErrorRequestHandler = function dropHeaders(_error, _req, res, next) {
  if (res.headersSent) {
    next();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.status(500).json({ error: 'failed' });
};

const handleError: ErrorRequestHandler = function handleError(_error, _req, res, next) {
  if (res.headersSent) next();
  else res.status(500).json({ error: 'failed' });
};

export const expressEndings: Readonly<Record<Draft['ending'], RequestHandler>> = {
  sync: function serveUsers(_, res) {
    res.json([{ name: 'Ada' }]);
  },
  async: async function serveUsers(_, res) {
    await setImmediate();
    res.json([{ name: 'Ada' }]);
  },
  stream: function serveUsers(_, res) {
    Readable.from(['[', ']']).pipe(res.type('json'));
  },
  throws: function serveUsers() {
    throw new Error('the database is down');
  },
  rejects: function serveUsers(_, _res, next) {
    void setImmediate().then(() => {
      next(new Error('the database is down'));
    });
  },
  'error-status': function serveUsers(_, res) {
    res.status(422).json({ error: 'no' });
  },
  raw: function serveUsers(_, res) {
    res.writeHead(200, { 'Content-Type': 'text/plain' });
    res.end('Ada');
  },
  'raw-past': function serveUsers(_, res) {
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    res.writeHead(200, { 'Content-Type': 'text/event-stream' });
    res.end('data: Ada\n\n');
  },
  'pipe-past': function serveUsers(_, res) {
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    Readable.from(['data: Ada\n\n']).pipe(res);
  },
  'writes-admin': function serveUsers(_, res) {
    res.writeHead(200, { 'Access-Control-Allow-Origin': admin });
    res.end('Ada');
  },
  redirects: function serveUsers(_, res) {
    res.redirect(302, `${elsewhere}/users`);
  },
};
