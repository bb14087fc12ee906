import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { type AppCase, page } from './app-case.js';

const sendMe: RequestHandler = (_, res) => void res.json({ name: 'Ada' });

function meBehind(options: cors.CorsOptions): Express {
  return express().use(cors(options)).get('/me', sendMe).put('/me', sendMe);
}

/** CORS headers by hand, with OPTIONS answered 200. */
function handWritten(headers: Readonly<Record<string, string>>): Express {
  const app = express();
  app.use((req, res, next) => {
    res.set(headers);
    if (req.method === 'OPTIONS') res.sendStatus(200);
    else next();
  });
  return app.put('/me', sendMe);
}

export const credentialsAndHeaderCases: readonly AppCase[] = [
  {
    title: 'credentials with *',
    symptom: "The value must not be the wildcard '*' when the request's credentials mode is 'include'.",
    wrong: () => meBehind({ credentials: true }),
    fixed: () => meBehind({ origin: page, credentials: true }),
    matcher: 'toAllowCredentials',
    parameters: [{ origin: page, path: '/me' }],
  },
  {
    title: 'an exact origin, but no credentials: true',
    symptom: "The value of the 'Access-Control-Allow-Credentials' header in the response is ''.",
    wrong: () => meBehind({ origin: page }),
    fixed: () => meBehind({ origin: page, credentials: true }),
    matcher: 'toAllowCredentials',
    parameters: [{ origin: page, path: '/me' }],
  },
  {
    title: 'Authorization is missing from allowedHeaders',
    symptom: 'Request header field authorization is not allowed.',
    wrong: () => meBehind({ origin: page, allowedHeaders: ['Content-Type'] }),
    fixed: () => meBehind({ origin: page, allowedHeaders: ['Content-Type', 'Authorization'] }),
    matcher: 'toAllowOrigin',
    parameters: [page, { path: '/me', headers: { authorization: 'Bearer t0ken' } }],
  },
  {
    title: 'headers set by hand, OPTIONS answered 200',
    symptom: 'The preflight has an ok status and an Allow-Origin, and is refused all the same.',
    wrong: () => handWritten({ 'Access-Control-Allow-Origin': page }),
    fixed: () =>
      handWritten({
        'Access-Control-Allow-Origin': page,
        'Access-Control-Allow-Methods': 'GET, PUT',
        'Access-Control-Allow-Headers': 'Content-Type',
      }),
    matcher: 'toAllowOrigin',
    parameters: [page, { path: '/me', method: 'PUT', json: { name: 'Ada' } }],
  },
];
