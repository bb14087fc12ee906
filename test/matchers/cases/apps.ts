import cors from 'cors';
import express, { type Express } from 'express';

export const page = 'https://app.example';
export const users = { origin: page, path: '/users' };
export const chromeOnly = ['chromium', 'webkit'] as const;
export const disagreeing = { ...users, browsers: ['chromium', 'fetch-standard'] as const };

export function app(options: cors.CorsOptions = { origin: [page] }): Express {
  return express()
    .use(cors(options))
    .get('/users', (_, res) => void res.set('X-Total-Count', '0').json([]))
    .put('/users', (_, res) => void res.json({}));
}
export const open = app({});
export const lists = app({
  origin: page,
  methods: ['GET', 'PUT'],
  allowedHeaders: ['X-Tenant'],
  maxAge: 600,
});
export const exposing = app({ origin: page, exposedHeaders: ['X-Total-Count', 'X-Next'] });
export const reflecting = app({ origin: true, credentials: true });
export const bare = express().get('/users', (_, res) => void res.json([]));
export const silent = express().use(() => undefined);
export const wildcardHeaders = express().use((_, res) => {
  res.set({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Headers': '*' });
  res.sendStatus(204);
});
export const wildcards = express().use((_, res) => {
  res.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }).sendStatus(204);
});
export const forgetful = express().use((req, res) => {
  if (req.get('origin') === page) res.set('Access-Control-Allow-Origin', page);
  res.json([]);
});
export const longLived = app({ origin: page, maxAge: 86_400 });

/** Firefox alone passes over the empty line. */
export const emptyLine = express().use((_, res) => {
  res.set({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Credentials': ['true', ''] });
  res.sendStatus(204);
});
/** The list is none, for all but Firefox's fetch(). */
export const brokenList = express().use((_, res) => {
  res.set({ 'Access-Control-Allow-Origin': page, 'Access-Control-Expose-Headers': '*, @bad' });
  res.sendStatus(204);
});
export const servedAt = 'https://api.example';
/** Sends everybody to its public address first. */
export const canonical = express()
  .use(cors({ origin: [page] }))
  .get('/', (_, res) => {
    res.redirect(`${servedAt}/users`);
  })
  .get('/users', (_, res) => void res.json([]));
