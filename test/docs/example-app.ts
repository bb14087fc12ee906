import cors from 'cors';
import express, { type Express } from 'express';

/** The app the pages' examples import as `../src/app`: one front end, a login, users. */
export function createApp(): Express {
  return express()
    .use(cors({ origin: 'https://app.example', credentials: true, exposedHeaders: ['X-Total-Count'] }))
    .post('/login', (_, res) => {
      res.set('Set-Cookie', 'sid=1; Path=/; HttpOnly; Secure; SameSite=None').sendStatus(204);
    })
    .get('/me', (req, res) => {
      if (req.get('cookie') === 'sid=1') res.json({ name: 'Ada' });
      else res.sendStatus(401);
    })
    .get('/users', (_, res) => void res.set('X-Total-Count', '0').json([]))
    .put('/users', (_, res) => void res.json({}))
    .delete('/users/:id', (_, res) => void res.sendStatus(204));
}

export const app = createApp();
