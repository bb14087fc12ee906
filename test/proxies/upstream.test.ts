import { afterAll, beforeAll, expect, test } from '@jest/globals';
import cors, { type CorsOptions } from 'cors';
import express, { type RequestHandler } from 'express';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInThisContext } from 'node:vm';
import httpProxy from 'http-proxy';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { diagnose, simulateFetch } from '../../src/index.js';

type DropCors = (proxyRes: http.IncomingMessage) => void;

const origin = 'http://localhost:8100';
const request = { origin, path: '/proxy/users', credentials: 'include' } as const;
const nothing: DropCors = () => undefined;
let target = '';
let server: http.Server;
let ofUpstream: CorsOptions = {};

beforeAll(async () => {
  const upstream = express()
    .use((req, res, next) => {
      cors(ofUpstream)(req, res, next);
    })
    .get('/v1/users', (_, res) => void res.json([]));
  server = http.createServer(upstream);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const headers = { Origin: 'https://inside.example' };
const ways: readonly (readonly [name: string, make: (dropCors: DropCors) => RequestHandler])[] = [
  [
    'http-proxy-middleware',
    (dropCors) => createProxyMiddleware({ target, changeOrigin: true, headers, on: { proxyRes: dropCors } }),
  ],
  [
    'http-proxy',
    (dropCors) => {
      const proxy = httpProxy.createProxyServer({ target, headers });
      proxy.on('proxyRes', dropCors);
      return function gateway(req, res) {
        proxy.web(req, res);
      };
    },
  ],
];
const appWith = (proxy: RequestHandler): express.Express =>
  express()
    .use(cors({ origin: (_, callback) => void callback(null, true), credentials: true }))
    .use('/proxy', proxy);

const rows = ways.flatMap(([name, make]) => [
  {
    name: `${name}, which pretends another Origin`,
    make,
    options: { origin: true, credentials: true },
    value: headers.Origin,
  },
  { name: `${name}, to a server that allows *`, make, options: {}, value: '*' },
]);

test.each(rows)(
  '$name: the header of the server behind it comes through',
  async ({ make, options, value }) => {
    ofUpstream = options;
    const diagnosis = await diagnose(await simulateFetch(appWith(make(nothing)), request));
    expect(diagnosis).toMatchObject({
      cause: 'cors-headers-removed',
      certainty: 'certain',
      evidence: [
        'set by cors@2.8.6, layer 1 (cors())',
        expect.stringMatching(
          /^layer 2 \((<anonymous>|gateway) at \/proxy\), through http-proxy@1\.18\.1, replaced it/,
        ),
      ],
    });
    expect(diagnosis.evidence[1]).toContain(`"${value}"`);
    const { code } = diagnosis.remedy;
    const [declared = ''] = code.split('createProxyMiddleware');
    const dropCors = runInThisContext(`(() => { ${declared}; return dropCors; })()`) as DropCors;
    const mended = appWith(make(dropCors));
    await expect(mended).toAllowCredentials(request);
    await expect(mended).toAllowOrigin('https://app.example', '/proxy/users');
  },
);

test('a header of the server behind it that allows the page is no cause', async () => {
  ofUpstream = {};
  const [, make] = ways[0] ?? [];
  const app = appWith(make?.(nothing) ?? ((_, res) => void res.end()));
  expect((await diagnose(await simulateFetch(app, { origin, path: '/proxy/users' }))).cause).not.toBe(
    'cors-headers-removed',
  );
});
