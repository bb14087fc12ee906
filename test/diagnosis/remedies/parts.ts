import cors, { type CorsOptions } from 'cors';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { RemedyCase, Mend } from './remedy-case.js';

export const page = 'https://app.example';
export const admin = 'https://admin.example';
export const staging = 'https://staging.example';
export const stranger = 'https://evil.example';

export const getUsers = { origin: page, path: '/users' };
export const putUser = { origin: page, path: '/users', method: 'PUT', json: { name: 'Ada' } };
export const patchUser = { ...putUser, method: 'PATCH' };
export const withCookie = { ...getUsers, credentials: 'include' } as const;
export const putWithCookie = { ...putUser, credentials: 'include' } as const;
export const withToken = { authorization: 'Bearer t0ken' };

export function serveUsers(_: Request, res: Response): void {
  res.json([]);
}

export function requireAuth(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.authorization !== undefined) next();
  else res.status(401).json({ error: 'no token' });
}

export function notFound(_: Request, res: Response): void {
  res.status(404).json({ error: 'not found' });
}

/** An app without a line on stderr for each error. */
export function quietApp(): Express {
  return express().set('env', 'test');
}

export function withUsers(app: Express): Express {
  return app.all('/users', serveUsers);
}

/** An app whose cors() is given `options`, or what a remedy makes of them. */
export function behindCors(options: CorsOptions, allowed: unknown = options.origin): RemedyCase['app'] {
  return (mend) => {
    const app = quietApp();
    if (mend === undefined) app.use(cors(options));
    else mend({ app, cors, options, allowed });
    return withUsers(app);
  };
}

/** An app that sets these headers itself; the code stands behind them, or in their place where they are given as text. */
export function byHand(
  headers: Readonly<Record<string, string>>,
  allowed: readonly string[] = [],
): RemedyCase['app'] {
  return (mend) =>
    withUsers(
      quietApp().use(function addCors(req, res, next) {
        res.set(headers);
        mend?.({ req, res, allowed });
        answerPreflight(req, res, next);
      }),
    );
}

/** An app with a list of its own. */
export function byHandFrom(allowed: readonly string[]): RemedyCase['app'] {
  return (mend) =>
    withUsers(
      quietApp().use(function addCors(req, res, next) {
        const { origin = '' } = req.headers;
        if (mend !== undefined) mend({ req, res, allowed });
        else if (allowed.includes(origin)) res.vary('Origin').set('Access-Control-Allow-Origin', origin);
        else res.vary('Origin');
        answerPreflight(req, res, next);
      }),
    );
}

function answerPreflight(req: Request, res: Response, next: NextFunction): void {
  if (req.method === 'OPTIONS') res.sendStatus(204);
  else next();
}

/** Two functions in this order, or in that of the remedy, with the routes behind. */
export function inWrongOrder(
  first: (app: Express) => void,
  names: Readonly<Record<string, unknown>> = {},
  options: CorsOptions = { origin: [page] },
): RemedyCase['app'] {
  return (mend?: Mend) => {
    const app = quietApp();
    if (mend === undefined) {
      first(app);
      app.use(cors(options));
    } else {
      mend({ app, cors, options, ...names });
      if (Object.keys(names).length === 0) first(app);
    }
    return withUsers(app);
  };
}
