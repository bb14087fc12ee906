import cors from 'cors';
import express, { type Express } from 'express';
import { type AppCase, page } from './app-case.js';

const admin = 'https://admin.example';

function usersBehind(...options: cors.CorsOptions[]): Express {
  const app = express();
  for (const one of options) app.use(cors(one));
  app.get('/users', (_, res) => void res.json([]));
  app.put('/users', (_, res) => void res.json({}));
  return app;
}

/** Mistakes that show only to who asks as somebody else, or about more than one request. */
export const wholeApiCases: readonly AppCase[] = [
  {
    title: 'a pattern for the allow-list, which forgets its beginning',
    symptom: 'Every test passes. https://evilapp.example reads as the user who is logged in.',
    wrong: () => usersBehind({ origin: /app\.example$/, credentials: true }),
    fixed: () => usersBehind({ origin: page, credentials: true }),
    matcher: 'toAllowOnlyOrigins',
    parameters: [page, '/users'],
  },
  {
    title: 'the allow-list is one string, and includes() finds parts of it',
    symptom: 'Every test passes. Whoever registers a shorter name gets in.',
    wrong: () =>
      usersBehind({
        origin: (origin, callback) => {
          callback(null, origin !== undefined && `${page},${admin}`.includes(origin));
        },
      }),
    fixed: () => usersBehind({ origin: [page, admin] }),
    matcher: 'toPassCorsAudit',
    parameters: [{ trusted: [page, admin], paths: '/users' }],
  },
  {
    title: 'the policy that the team has written down, and an app that lost a part of it',
    symptom: 'Request header field authorization is not allowed, since the refactoring.',
    wrong: () => usersBehind({ origin: page, methods: ['GET', 'PUT'], allowedHeaders: ['content-type'] }),
    fixed: () =>
      usersBehind({
        origin: page,
        methods: ['GET', 'PUT'],
        allowedHeaders: ['content-type', 'authorization'],
      }),
    matcher: 'toMatchCorsContract',
    parameters: [
      {
        origins: { allowed: [page], rejected: ['https://evil.example'] },
        exact: ['methods', 'headers'],
        routes: [
          { path: '/users', methods: ['GET', 'PUT'], requestHeaders: ['content-type', 'authorization'] },
        ],
      },
    ],
  },
];
