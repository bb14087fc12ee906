import cors from 'cors';
import express from 'express';
import request from 'supertest';
import { listing } from './apps.js';
import { page, type Row } from './row.js';

const get = { origin: page, path: '/users' };

/** Wrong calls, on an app that has no fault. */
export const misuse = {
  'empty lists': {
    subject: () => listing(),
    asks: {
      toAllowOrigin: (it) => it.toAllowOrigin([], '/users'),
      toRejectOrigin: (it) => it.toRejectOrigin([], '/users'),
      toAllowMethods: (it) => it.toAllowMethods([], get),
      toAllowHeaders: (it) => it.toAllowHeaders([], get),
      toExposeHeaders: (it) => it.toExposeHeaders([], get),
    },
    passes: ['toHandlePreflight', 'toVaryOnOrigin', 'toBeReadable'],
    not: ['toAllowAnyOrigin', 'toAllowCredentials', 'toCachePreflightFor', 'toBeBlocked'],
    throws: { every: 'misuse: empty-list' },
  },
  'no browsers': {
    subject: () => listing(),
    request: { ...get, browsers: [] },
    throws: { every: 'misuse: empty-list' },
  },
  'a page at the origin the app is served at': {
    subject: () => listing(),
    request: { ...get, servedAt: page },
    // The pages of toAllowAnyOrigin are at other origins.
    not: ['toAllowAnyOrigin'],
    throws: { every: 'misuse: same-origin' },
  },
  'mode no-cors': {
    subject: () => listing(),
    request: { ...get, mode: 'no-cors' },
    // DELETE cannot even be asked for.
    throws: { every: 'misuse: opaque-response', toAllowMethods: 'misuse: forbidden-method' },
  },
  'mode same-origin': {
    subject: () => listing(),
    request: { ...get, mode: 'same-origin' },
    throws: { every: 'misuse: opaque-response' },
  },
  'redirect manual, and a redirect': {
    subject: () =>
      express().use(cors({ origin: true, credentials: true }), (_, res) => {
        res.redirect('/elsewhere');
      }),
    request: { ...get, redirect: 'manual' },
    // Preflights are no redirects.
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders'],
    not: ['toCachePreflightFor'],
    throws: { every: 'misuse: opaque-response' },
  },
  'an origin with a slash': {
    subject: () => listing(),
    request: { ...get, origin: `${page}/` },
    not: ['toAllowAnyOrigin'],
    throws: { every: 'misuse: invalid-origin' },
  },
  'an origin without a scheme': {
    subject: () => listing(),
    request: { ...get, origin: 'app.example' },
    not: ['toAllowAnyOrigin'],
    throws: { every: 'misuse: invalid-origin' },
  },
  'an unknown key': {
    subject: () => listing(),
    request: { ...get, orgin: page } as never,
    throws: { every: 'misuse: unknown-key' },
  },
  'a header no page can set': {
    subject: () => listing(),
    request: { ...get, headers: { cookie: 'sid=1' } },
    throws: { every: 'misuse: forbidden-header' },
  },
  'cookies without credentials': {
    subject: () => listing(),
    request: { ...get, cookies: 'sid=1' },
    // toAllowCredentials asks with credentials, and is answered; toAllowAnyOrigin takes no cookies.
    not: ['toAllowCredentials', 'toAllowAnyOrigin'],
    throws: { every: 'misuse: cookies-without-credentials' },
  },
  'a client instead of an app': {
    subject: () => request(listing()),
    throws: { every: 'misuse: unknown-target' },
  },
  'a function that cannot answer': {
    subject: () => () => undefined,
    throws: { every: 'misuse: unknown-target' },
  },
  'fetch instead of an app': {
    subject: () => fetch,
    throws: { every: 'misuse: unknown-target' },
  },
  'an app that is not there yet': {
    subject: () => undefined,
    throws: { every: 'misuse: unknown-target' },
  },
} satisfies Record<string, Row>;
