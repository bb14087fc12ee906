import cors from 'cors';
import express from 'express';
import request from 'supertest';
import { simulateFetch } from '../../../src/ask/simulate-fetch.js';
import { listing } from './apps.js';
import { page, type Row, stranger } from './row.js';

const get = { origin: page, path: '/users' };
const stale = { every: 'misuse: not-evidence' };
const asked = () => simulateFetch(listing(), get);
const redirecting = () =>
  express()
    .use(cors())
    .get('/', (_, res) => void res.redirect('/users'))
    .get('/users', (_, res) => void res.json([]));

/**
 * Answers got before speak for the question they answered. What the outcome in hand says of itself, toBeReadable and
 * toBeBlocked tell, whatever else is asked.
 */
export const evidence = {
  'an outcome, asked its own question': {
    subject: asked,
    // A GET without a preflight and without credentials: nothing is known of either, nor of other origins.
    passes: ['toAllowOrigin', 'toBeReadable'],
    not: ['toRejectOrigin', 'toExposeHeaders', 'toBeBlocked'],
    throws: stale,
  },
  'an outcome of another origin': {
    subject: asked,
    request: { ...get, origin: stranger },
    passes: ['toBeReadable'],
    not: ['toBeBlocked'],
    throws: stale,
  },
  'an outcome of another origin, revived from JSON': {
    subject: async () => JSON.parse(JSON.stringify(await asked())) as unknown,
    request: { ...get, origin: stranger },
    passes: ['toBeReadable'],
    not: ['toBeBlocked'],
    throws: stale,
  },
  'a refusal of another origin': {
    subject: () => simulateFetch(listing(), { ...get, origin: stranger }),
    passes: ['toBeBlocked'],
    not: ['toBeReadable'],
    throws: stale,
  },
  'an outcome of another method': {
    subject: asked,
    request: { ...get, method: 'PUT' },
    passes: ['toBeReadable'],
    not: ['toBeBlocked'],
    throws: stale,
  },
  'an outcome with other headers': {
    subject: asked,
    request: { ...get, headers: { authorization: 'Bearer x' } },
    passes: ['toBeReadable'],
    not: ['toBeBlocked'],
    throws: stale,
  },
  'an outcome without the credentials': {
    subject: asked,
    request: { ...get, credentials: 'include' },
    passes: ['toBeReadable'],
    not: ['toBeBlocked'],
    throws: stale,
  },
  'an outcome of another path': {
    subject: asked,
    request: { ...get, path: '/admin' },
    passes: ['toBeReadable'],
    not: ['toBeBlocked'],
    throws: stale,
  },
  "supertest's response to a request without Origin": {
    subject: async () => request(listing()).get('/users'),
    throws: stale,
  },
  "supertest's response to another origin": {
    subject: async () => request(listing()).get('/users').set('Origin', stranger),
    // It answers what it was asked, which the page was not: blocked, for the stranger.
    passes: ['toBeBlocked'],
    not: ['toBeReadable'],
    throws: stale,
  },
  "supertest's response to a PUT whose preflight nobody sent": {
    subject: async () => request(listing()).put('/users').set('Origin', page),
    request: { ...get, method: 'PUT' },
    throws: stale,
  },
  "supertest's response to OPTIONS that is no preflight": {
    subject: async () => request(listing()).options('/users').set('Origin', page),
    request: { ...get, method: 'OPTIONS' },
    // Without Access-Control-Request-Method it is a request of the page, which would need a preflight itself.
    throws: stale,
  },
  "supertest's response to a preflight": {
    subject: async () =>
      request(listing()).options('/users').set('Origin', page).set('Access-Control-Request-Method', 'PUT'),
    request: { ...get, method: 'PUT' },
    // The preflight is handled; of the PUT nothing is known: not that it is readable, and not that it is not blocked.
    passes: ['toHandlePreflight'],
    not: ['toCachePreflightFor'],
    throws: { ...stale, toBeBlocked: 'fails' },
  },
  "supertest's response behind a redirect": {
    subject: async () => request(redirecting()).get('/').redirects(1).set('Origin', page),
    throws: stale,
  },
  'a Fetch Response, which tells no origin': {
    subject: () => new Response('', { headers: { 'access-control-allow-origin': '*' } }),
    throws: stale,
  },
} satisfies Record<string, Row>;
