import cors from 'cors';
import express from 'express';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { RequestListener } from '../../../src/http/hosting.js';
import { listeners, unusedPort } from '../../hostile/servers.js';
import { page, type Row } from './row.js';

const get = { origin: page, path: '/users' };

/** With two parameters: a function with fewer is not a listener, but misuse. */
const listener =
  (behave: RequestListener): RequestListener =>
  (request, response) =>
    behave(request, response);
const hangs = listener(() => undefined);
const crashes = listener(listeners['throws at once']);
const rejects = listener(listeners.rejects);
const closes = listener(listeners['destroys its socket']);

/** Writes these bytes where an answer should be, and ends the connection. */
const writes = (bytes: string): Server =>
  createServer(({ socket }: IncomingMessage) => {
    socket.end(bytes);
  });

/** No HTTP answer is neither an answer that lets the page in nor one that keeps it out. */
export const noAnswer = {
  'the app crashes': {
    subject: () => crashes,
    throws: { every: 'no evidence: listener-threw' },
  },
  'the app rejects': {
    subject: () => rejects,
    throws: { every: 'no evidence: listener-rejected' },
  },
  'the app hangs': {
    subject: () => hangs,
    request: { ...get, timeout: 100 },
    throws: { every: 'no evidence: no-answer' },
  },
  'the app hangs at the preflight': {
    subject: () => express().options('/users', hangs).use(cors()),
    request: { ...get, method: 'PUT', timeout: 100 },
    throws: { every: 'no evidence: no-answer' },
  },
  'the app hangs behind cors': {
    subject: () => express().use(cors({ origin: true, credentials: true }), hangs),
    // Long enough for a preflight on a busy machine.
    request: { ...get, timeout: 1500 },
    // Preflights are answered, and prove what preflights prove.
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders'],
    not: ['toCachePreflightFor'],
    throws: { every: 'no evidence: no-answer' },
  },
  'half a header': {
    subject: () => writes('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nAccess-Contr'),
    throws: { every: 'no evidence: answer-incomplete' },
  },
  'no HTTP': {
    subject: () => writes('220 mail.example ESMTP ready\r\n'),
    throws: { every: 'no evidence: not-http' },
  },
  'the protocol is switched': {
    subject: () => writes('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    throws: { every: 'no evidence: protocol-switched' },
  },
  'the connection is closed': {
    subject: () => closes,
    throws: { every: 'no evidence: connection-reset' },
  },
  'the server is closed': {
    subject: async () => `http://127.0.0.1:${String(await unusedPort())}`,
    throws: { every: 'no evidence: nothing-listens' },
  },
  'a lazy target without an app': {
    subject: () => ({ target: () => undefined }),
    throws: { every: 'no evidence: target-not-ready' },
  },
  'a redirect to an unknown origin': {
    subject: () =>
      express().use(cors({ origin: true, credentials: true }), (_, res) => {
        res.redirect('https://login.example/');
      }),
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders'],
    not: ['toCachePreflightFor'],
    throws: { every: 'no evidence: redirect-leads-elsewhere' },
  },
} satisfies Record<string, Row>;
