import { expect, jest, test } from '@jest/globals';
import express from 'express';
import { questionFrom } from '../../src/request/question.js';
import { ask } from '../../src/ask/simulate-fetch.js';
import { askPreflight } from '../../src/ask/simulate-preflight.js';

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
  ['request and preflight', ask, ['preflight OPTIONS 200', 'request PUT 200']],
  ['the preflight alone', askPreflight, ['preflight OPTIONS 200']],
])('%s without supertest', async (_, asked, expected) => {
  const question = await questionFrom({ origin: 'https://app.example', path: '/users', method: 'PUT' });
  const { allowed, exchanges } = await asked(app, question, { lean: true });
  expect(allowed).toBe(true);
  expect(exchanges.map(({ kind, method, status }) => `${kind} ${method} ${String(status)}`)).toEqual(
    expected,
  );
  await expect(asked(app, question)).rejects.toThrow('supertest is not for lean exchanges');
});
