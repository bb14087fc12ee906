import cors from 'cors';
import express from 'express';
import type { CorsContract } from '../../../src/contract/contract.js';

export const allowed = ['https://app.example.com', 'https://admin.example.com'];

/** An app as they are: CORS mounted for most of it, a guard in front of one route, an origin check by hand for another. */
export function shop(): express.Express {
  const app = express();
  const policy = { origin: allowed, credentials: true, exposedHeaders: ['X-Total-Count'], maxAge: 600 };
  app.use('/admin', function requireAuth(request, response, next) {
    if (request.headers.authorization === undefined) response.status(401).end();
    else next();
  });
  app.use('/profile', function allowOurSites(request, response, next) {
    const origin = request.get('Origin');
    if (origin?.startsWith('https://app.example.com')) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Allow-Credentials', 'true');
    }
    next();
  });
  app.get('/profile', (_, response) => void response.json({}));
  app.use(cors(policy));
  app.get('/products', (_, response) => void response.json([]));
  app.post('/products', (_, response) => void response.status(201).json({}));
  app.get('/orders/:id', (_, response) => void response.json({}));
  app.delete('/orders/:id', (_, response) => void response.status(204).end());
  app.put('/admin/prices', (_, response) => void response.json({}));
  app.get('/status', (_, response) => void response.json({ up: true }));
  return app;
}

export const shopContract: CorsContract = {
  origins: { allowed, rejected: ['https://evil.example', 'null', 'https://app.example.com.evil.example'] },
  defaults: { credentials: true },
  routes: [
    {
      path: '/products',
      methods: ['GET', 'POST'],
      requestHeaders: ['content-type'],
      exposedHeaders: ['x-total-count'],
      maxAge: 600,
    },
    { path: '/orders/:id', params: { id: '17' }, methods: ['GET', 'DELETE'] },
    { path: '/profile', methods: ['GET'] },
    { path: '/admin/prices', methods: ['PUT'], requestHeaders: ['authorization', 'content-type'] },
  ],
};
