import cors from 'cors';
import express, { type Express } from 'express';

/** Where the front end is served. */
export const page = 'http://localhost:5173';
/** Where its API listens. */
export const api = 'http://localhost:8000';
export const customer = '5f0c8a52-0d3e-4b8e-9f5e-3c1d2b4a6e70';
/** A secret that a link holds. */
export const invitation = '9f86d081884c7d659a2feaa0c55ad015';

/** What is wrong with the API: methods that its list lacks, a route before `cors()`, credentials that it does not allow, a header that is not exposed. */
export type Fault = 'methods' | 'order' | 'credentials' | 'exposed';

/** An API that a shop's front end uses. */
export function createShop(...faults: readonly Fault[]): Express {
  const has = (fault: Fault): boolean => faults.includes(fault);
  const methods = has('methods') ? ['GET', 'POST'] : ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'];
  const shop = express().disable('etag').disable('x-powered-by');
  if (has('order')) shop.get('/api/me', (_, res) => void res.json({ name: 'Ada' }));
  return shop
    .get('/api/status', cors(), (_, res) => void res.json({ up: true }))
    .get('/images/:name', (_, res) => void res.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    .use(
      cors({
        origin: [page, 'null'],
        credentials: !has('credentials'),
        methods,
        allowedHeaders: ['Content-Type', 'X-Request-Id', 'Authorization'],
        exposedHeaders: has('exposed') ? [] : ['X-Total-Count', 'X-Not-There'],
      }),
    )
    .post('/api/login', (_, res) => void res.cookie('sid', 'c29tZS1zZXNzaW9u', { httpOnly: true }).json({}))
    .get('/api/me', (_, res) => void res.json({ name: 'Ada' }))
    .get('/api/orders', (_, res) => void res.set('X-Total-Count', '2').json([1, 2]))
    .post('/api/orders', (_, res) => void res.status(201).json({ id: 3 }))
    .get(
      '/api/orders/:id',
      ({ params }, res) => void res.status(Number(params.id) > 3 ? 404 : 200).json(params),
    )
    .put('/api/orders/:id', ({ params }, res) => void res.json(params))
    .delete('/api/orders/:id', (_, res) => void res.sendStatus(204))
    .get('/api/customers/:id/orders/:order', ({ params }, res) => void res.json(params))
    .get('/api/invitations/:token', (_, res) => void res.json({}))
    .get('/api/search', (_, res) => void res.json([]))
    .options('/api/search', (_, res) => void res.sendStatus(204));
}
