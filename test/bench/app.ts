import cors from 'cors';
import express, { type Express } from 'express';
import { policy } from './cells.js';

/** What all sides of a comparison ask. */
export function createApp(): Express {
  const app = express();
  app.use(cors(policy));
  app.all('/items/:id', (_, res) => void res.json({ name: 'Ada' }));
  return app;
}
