import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import express4 from 'express4';
import { type AppCase, page } from './app-case.js';

const sendUsers: RequestHandler = (_, res) => void res.json([{ name: 'Ada' }]);
const allowPage = cors({ origin: page });

const requireAuth: RequestHandler = (req, res, next) => {
  if (req.get('authorization') === undefined) res.sendStatus(401);
  else next();
};

export const orderCases: readonly AppCase[] = [
  {
    title: 'cors() after the routes',
    symptom: 'The preflight is fine, the answer itself has no header.',
    wrong: () => express().get('/users', sendUsers).use(allowPage),
    fixed: () => express().use(allowPage).get('/users', sendUsers),
    matcher: 'toAllowOrigin',
    parameters: [page, '/users'],
  },
  {
    title: 'authentication before cors()',
    symptom: 'The preflight returned 401: it never carries credentials.',
    wrong: () => express().use(requireAuth).use(allowPage).put('/users', sendUsers),
    fixed: () => express().use(allowPage).use(requireAuth).put('/users', sendUsers),
    matcher: 'toAllowOrigin',
    parameters: [
      page,
      { path: '/users', method: 'PUT', json: {}, headers: { authorization: 'Bearer t0ken' } },
    ],
  },
  {
    title: 'works for GET, fails for POST',
    symptom: 'curl and Postman are happy with both.',
    wrong: () => express().get('/users', allowPage, sendUsers).post('/users', sendUsers),
    fixed: () => express().use(allowPage).get('/users', sendUsers).post('/users', sendUsers),
    matcher: 'toAllowOrigin',
    parameters: [page, { path: '/users', method: 'POST', json: { name: 'Ada' } }],
  },
  {
    title: "per-route cors() without OPTIONS, Express 4: app.options('*', cors())",
    symptom: 'OPTIONS is answered 200 by Express itself, without a CORS header.',
    wrong: () => express4().put('/users', allowPage, sendUsers),
    fixed: () => withOptions(express4(), '*').put('/users', allowPage, sendUsers),
    matcher: 'toHandlePreflight',
    parameters: [{ origin: page, path: '/users', method: 'PUT' }],
  },
  {
    title: "per-route cors() without OPTIONS, Express 5: app.options('/{*splat}', cors())",
    symptom: "app.options('*') throws on Express 5.",
    wrong: () => express().put('/users', allowPage, sendUsers),
    fixed: () => withOptions(express(), '/{*splat}').put('/users', allowPage, sendUsers),
    matcher: 'toHandlePreflight',
    parameters: [{ origin: page, path: '/users', method: 'PUT' }],
  },
];

function withOptions(app: Express, everyPath: string): Express {
  app.options(everyPath, allowPage);
  return app;
}
