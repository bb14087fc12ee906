import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { page } from './row.js';

export const bare = (): Express => withUsers(express());

/** `GET`, `PUT` and `DELETE /users`, behind whatever an app has in front. */
export function withUsers(app: Express): Express {
  const answer: RequestHandler = (_, res) => void res.json([]);
  app.route('/users').get(answer).put(answer).delete(answer);
  return app;
}

/** The app everybody means to write: one origin, all methods, every header that is asked for. */
export function listing(options: cors.CorsOptions = {}): Express {
  return withUsers(express().use(cors({ origin: [page], ...options })));
}

/** Every request gets this answer, OPTIONS as well. */
export function always(status: number, headers: Readonly<Record<string, string | string[]>> = {}): Express {
  return express().use((_, res) => void res.set(headers).status(status).end());
}

/** Every request gets these headers in front of what the routes answer; OPTIONS is a 204. */
export function sets(headers: Readonly<Record<string, string | string[]>>): Express {
  const app = express().use((req, res, next) => {
    res.set(headers);
    if (req.method === 'OPTIONS') res.status(204).end();
    else next();
  });
  return withUsers(app);
}

/** What an app needs in front of cors to refuse everybody who has no session, preflights included. */
export const answers401: RequestHandler = (_, res) => void res.status(401).json({ error: 'log in' });
