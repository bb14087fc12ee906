import cors, { type CorsOptions } from 'cors';
import express, { type Express } from 'express';
import { defineCorsContract } from '../../src/index.js';

export const page = 'https://app.example';

/** What the contract below allows, no more. */
export const kept: CorsOptions = {
  origin: [page],
  credentials: true,
  methods: ['GET', 'PUT'],
  allowedHeaders: ['content-type', 'authorization'],
  exposedHeaders: ['x-total-count'],
  maxAge: 600,
};

export const contract = defineCorsContract({
  origins: { allowed: [page], rejected: ['https://evil.example', 'null'] },
  exact: ['methods', 'headers'],
  routes: [
    {
      path: '/users/:id',
      params: { id: '1' },
      methods: ['GET', 'PUT'],
      requestHeaders: ['content-type', 'authorization'],
      credentials: true,
      exposedHeaders: ['x-total-count'],
      maxAge: 600,
    },
    { path: '/public', origins: '*', methods: ['GET'] },
  ],
});

/** An app that keeps it, or does something else about users; `sent` gets each request: `OPTIONS /users/1`. */
export function appWith(users: CorsOptions = kept, sent: string[] = []): Express {
  return express()
    .use((req, _, next) => {
      sent.push(`${req.method} ${req.url}`);
      next();
    })
    .use('/users', cors(users))
    .use('/public', cors({ methods: ['GET'], allowedHeaders: ['content-type'].slice(1) }))
    .get('/public', (_, res) => void res.json([]))
    .get('/users/:id', (_, res) => void res.set('X-Total-Count', '1').json({}))
    .put('/users/:id', (_, res) => void res.json({}));
}
