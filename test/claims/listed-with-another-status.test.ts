import { describe, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import { failureOf } from '../support/failure-of.js';

const page = 'https://app.example';

/** Starlette's way: a preflight it rejects returned 400, and lists what is allowed all the same. */
function listing(status: number, lists: Readonly<Record<string, string>>, origin = page): Express {
  const headers = { 'Access-Control-Allow-Origin': origin, ...lists };
  return express().options('/users', (_, res) => void res.set(headers).status(status).send('Disallowed'));
}

const methods = { 'Access-Control-Allow-Methods': 'GET, PUT' };
const headers = { 'Access-Control-Allow-Methods': 'GET, PUT', 'Access-Control-Allow-Headers': 'x-known' };
const request = { origin: page, path: '/users' };

describe.each([400, 403, 405, 500])('a preflight answered with %i', (status) => {
  test('rejects the method it does not list', async () => {
    await expect(listing(status, methods)).not.toAllowMethods(['DELETE', 'PATCH'], request);
    await expect(listing(status, methods)).not.toAllowMethods('DELETE', { ...request, browsers: ['webkit'] });
  });

  test('rejects the header it does not list', async () => {
    await expect(listing(status, headers)).not.toAllowHeaders(['x-other', 'authorization'], request);
  });
});

test.each([
  ['a method that is listed: the status alone blocks it', listing(400, methods), 'PUT'],
  ['no list at all', listing(400, {}), 'DELETE'],
  ['another origin', listing(400, methods, 'https://other.example'), 'DELETE'],
  ['a list that cannot be parsed', listing(400, { 'Access-Control-Allow-Methods': 'GET PUT' }), 'DELETE'],
])('proves nothing about the method: %s', async (_, app, method) => {
  const proves = 'The method is not the reason: this proves nothing about the method.';
  expect(await failureOf(expect(app).not.toAllowMethods(method, request))).toContain(proves);
  expect(await failureOf(expect(app).toAllowMethods(method, request))).toContain(proves);
});

test('proves nothing about a header that is listed', async () => {
  const app = listing(400, headers);
  expect(await failureOf(expect(app).not.toAllowHeaders('x-known', request))).toContain(
    'The header is not the reason: this proves nothing about the header.',
  );
});
