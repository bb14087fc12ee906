import cors from 'cors';
import express, { type Express } from 'express';
import { page } from './proxy-case.js';

function routes(app: Express): Express {
  return app
    .get('/users', (_, res) => void res.json([]))
    .put('/users', (_, res) => void res.json({}))
    .get('/large', (_, res) => void res.set('X-Large', 'x'.repeat(20_000)).json([]))
    .get('/missing', (_, res) => void res.sendStatus(404))
    .get('/slow', (_, res) => void setTimeout(() => res.json({}), 600))
    .get('/api', (_, res) => void res.json({}))
    .post(
      '/upload',
      express.text({ limit: '5mb' }),
      (req, res) => void res.json({ size: String(req.body).length }),
    )
    .post('/orders', express.json(), (req, res) => {
      const { qty } = req.body as { qty: number };
      res.status(qty > 0 ? 201 : 422).json({ qty });
    });
}

/** Has CORS of its own. */
export const withCors = routes(express().use(cors({ origin: page, credentials: true })));
/** Leaves it to the proxy. */
export const without = routes(express());
/** Says which page it allows, and not that this depends on the page. */
export const withoutVary = routes(
  express().use((req, res, next) => {
    const { origin } = req.headers;
    if (origin !== undefined) res.set('Access-Control-Allow-Origin', origin);
    next();
  }),
);
/** The same, and says so. */
export const withVary = routes(express().use(cors({ origin: true })));
