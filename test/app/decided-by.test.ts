import { expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import proxies from 'http-proxy';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { describeEvent } from '../../src/diagnosis/catalogue/app-layers.js';
import { traceOf } from './trace-of.js';

const serve = sirv(__dirname, { dev: true });
const page = { path: '/writers.test.ts' };

/** What is said of the end, without the line. */
async function endOf(app: Express): Promise<string> {
  const { events } = await traceOf(app, page);
  return describeEvent(events.at(-1)).replace(/:\d+\)/, ')');
}

test('a package that is a layer', async () => {
  expect(await endOf(express().use('/', serve))).toMatch(/^layer 1 \(.+\), written by sirv@3\.0\.2$/);
});

test('a package the user’s function has called', async () => {
  const app = express().use(function serveFiles(req, res, next) {
    serve(req, res, next);
  });
  expect(await endOf(app)).toBe(
    'serveFiles (test/app/decided-by.test.ts), layer 1 (serveFiles), written by sirv@3.0.2',
  );
});

test('a package that writes later: its layer', async () => {
  const server = createServer((_, response) => response.setHeader('Access-Control-Allow-Origin', '*').end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const target = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    const proxy = proxies.createProxyServer({ target });
    const app = express().use('/api', function forward(req, res) {
      proxy.web(req, res);
    });
    const { events } = await traceOf(app, { path: '/api' });
    expect(events.map(describeEvent)).toEqual([
      'layer 1 (forward at /api), written by http-proxy@1.18.1',
      'layer 1 (forward at /api)',
    ]);
  } finally {
    server.close();
  }
});

test('writeHead() over headers that cors() has set: both are known', async () => {
  const app = express()
    .use(cors())
    .use(function write(_, res) {
      res.writeHead(200, { 'Access-Control-Allow-Origin': 'https://other.example' }).end();
    });
  const events = (await traceOf(app)).events.filter(({ header }) => header.startsWith('access-'));
  expect(events.map((event) => `${event.kind}: ${describeEvent(event).replace(/:\d+\)/, ')')}`)).toEqual([
    'set: cors@2.8.6, layer 1 (cors())',
    'replace: write (test/app/decided-by.test.ts), layer 2 (write)',
  ]);
});

test('a function that calls cors(): it, and cors()', async () => {
  const app = express().use(function allow(req, res, next) {
    cors()(req, res, next);
  });
  const [set] = (await traceOf(app)).events;
  expect(set).toMatchObject({ by: { package: 'cors@2.8.6' }, decidedBy: { function: 'allow' } });
});

test('the function that cors() asks has not called it', async () => {
  const app = express().use(
    cors({
      origin: function isAllowed(_, done) {
        done(null, true);
      },
    }),
  );
  const [set] = (await traceOf(app)).events;
  expect(set).toMatchObject({ by: { package: 'cors@2.8.6' }, decidedBy: null });
});
