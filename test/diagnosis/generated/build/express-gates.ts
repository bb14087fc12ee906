import express, { type RequestHandler } from 'express';
import type { GateName } from '../draft.js';

/** Functions that may respond instead of the route. */
export const expressGates: Readonly<Record<GateName, () => RequestHandler>> = {
  requireAuth: () =>
    function requireAuth(req, res, next) {
      if (req.headers.authorization === undefined) res.status(401).json({ error: 'no token' });
      else next();
    },
  requireSession: () =>
    function requireSession(req, res, next) {
      if (req.headers.authorization === undefined) res.status(403).json({ error: 'no session' });
      else next();
    },
  limitRate: () =>
    function limitRate(_, res) {
      res.status(429).send('slow down');
    },
  rejectCrossSite: () =>
    function rejectCrossSite(req, res, next) {
      if (req.headers['sec-fetch-site'] === 'cross-site') res.status(403).send('cross-site');
      else next();
    },
  serveFiles: () =>
    function serveFiles(req, res, next) {
      if (req.method === 'GET') res.type('html').send('<p>a file</p>');
      else next();
    },
  parseBody: () => express.json(),
  limitBody: () => express.json({ limit: 4 }),
  addSlash: () =>
    function addSlash(req, res, next) {
      if (req.path.endsWith('/')) next();
      else res.redirect(308, `${req.path}/`);
    },
  redirectToLogin: () =>
    function redirectToLogin(req, res, next) {
      if (req.headers.authorization !== undefined || req.path === '/login') next();
      else res.redirect('/login');
    },
  moveToV2: () =>
    function moveToV2(req, res, next) {
      if (req.path === '/users') res.redirect(307, '/v2/users');
      else next();
    },
  redirectToHttps: () =>
    function redirectToHttps(req, res, next) {
      if (req.headers['x-forwarded-proto'] === 'https') next();
      else res.redirect(301, `https://api.example${req.url}`);
    },
};
