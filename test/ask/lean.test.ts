import { expect, jest, test } from '@jest/globals';
import express from 'express';
import { questionFrom } from '../../src/request/question.js';
import { Session } from '../../src/ask/session.js';

jest.mock('supertest', () => {
  throw new Error('supertest is not for lean exchanges');
});

const app = express();
app.use((_, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' });
  next();
});
app.all('/users', (_, response) => void response.json({}));

test.each([
  ['request and preflight', 'askWhole', ['preflight OPTIONS 200', 'request PUT 200']],
  ['the preflight alone', 'preflight', ['preflight OPTIONS 200']],
] as const)('%s without supertest', async (_, ask, expected) => {
  const question = await questionFrom({ origin: 'https://app.example', path: '/users', method: 'PUT' });
  const { allowed, exchanges } = await new Session(app, { lean: true })[ask](question);
  expect(allowed).toBe(true);
  expect(exchanges.map(({ kind, method, status }) => `${kind} ${method} ${String(status)}`)).toEqual(
    expected,
  );
  await expect(new Session(app)[ask](question)).rejects.toThrow('supertest is not for lean exchanges');
});
