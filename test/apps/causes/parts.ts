import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** What the apps here have in common. The functions are named, so that a stack trace can name them. */

export const page = 'https://app.example';
export const admin = 'https://admin.example';
export const stranger = 'https://evil.example';

export function serveUsers(_: Request, res: Response): void {
  res.json([{ name: 'Ada' }]);
}

export function saveUser(_: Request, res: Response): void {
  res.json({ saved: true });
}

export function notFound(_: Request, res: Response): void {
  res.status(404).json({ error: 'not found' });
}

export function requireAuth(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.authorization?.startsWith('Bearer ') === true) next();
  else res.status(401).json({ error: 'no token' });
}

/** CORS by hand: the same headers on every answer, and OPTIONS ended with 204. */
export function addingCors(headers: Readonly<Record<string, string>>): RequestHandler {
  return function addCors(req, res, next) {
    res.header(headers);
    if (req.method === 'OPTIONS') res.sendStatus(204);
    else next();
  };
}

/** Headers by hand for what `putUser` asks. */
export const headersForPut: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': page,
  'Access-Control-Allow-Methods': 'GET, PUT',
  'Access-Control-Allow-Headers': 'content-type, authorization',
};

export const getUsers = { origin: page, path: '/users' };
export const putUser = { origin: page, path: '/users/1', method: 'PUT', json: { name: 'Ada' } };
export const withToken = { authorization: 'Bearer t0ken' };
