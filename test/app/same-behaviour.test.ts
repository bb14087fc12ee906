import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ResponseRecorder } from '../../src/app/response-recorder.js';
import { type Ask, behaviours } from './behaviours.js';
import { page } from './trace-of.js';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Answer {
  readonly status: number | undefined;
  readonly message: string | undefined;
  readonly lines: readonly string[];
  readonly body: string;
}

/** The answer as it was sent, but for its date. */
async function answerOf(listener: Listener, ask: Ask): Promise<Answer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { method = 'GET', path = '/', headers = {}, body = '' } = ask;
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({ port, host: '127.0.0.1', method, path, agent: false });
  for (const [name, value] of Object.entries({ Host: 'a.test', Origin: page, ...headers }))
    sent.setHeader(name, value);
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode: status, statusMessage: message, rawHeaders } = response;
  const content = await text(response);
  server.close();
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && name !== 'Date' ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [],
  );
  return { status, message, lines, body: content };
}

function traced(app: Listener): Listener {
  return (request, response) => {
    const recorder = new ResponseRecorder(request, response);
    response.once('close', () => recorder.stop());
    app(request, response);
  };
}

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s does the same whether recorded or not:', (_, create) => {
  test.each(behaviours())('%s', async (__, createApp, ask = {}) => {
    const run = async (wrap: (app: Listener) => Listener): Promise<unknown> => {
      const log: unknown[] = [];
      const app = createApp(create, (what) => log.push(JSON.parse(JSON.stringify(what ?? null))));
      return { answer: await answerOf(wrap(app), ask), log };
    };
    const plain = await run((app) => app);
    expect(await run(traced)).toEqual(plain);
  });
});

test('a bare listener sees the same own properties', async () => {
  const run = async (wrap: (app: Listener) => Listener): Promise<unknown> => {
    const log: unknown[] = [];
    const listener: Listener = (req, res) => {
      log.push(Object.keys(req), Object.keys(res), Object.keys({ ...res }), Reflect.get(res, 'locals'));
      Object.assign(res, { locals: { a: 1 } });
      Object.assign(req, { params: { b: 2 } });
      log.push(Object.keys(req), Object.keys(res), Reflect.get(res, 'locals'));
      res.end();
    };
    return { answer: await answerOf(wrap(listener), {}), log };
  };
  expect(await run(traced)).toEqual(await run((app) => app));
});

test('a bare listener in front of Express gives the locals', async () => {
  for (const create of [express, express4]) {
    const app = create().get('/', (_, res) => void res.json(res.locals));
    const listener: Listener = (req, res) => {
      Object.assign(res, { locals: { a: 1 } });
      app(req, res);
    };
    expect(await answerOf(traced(listener), {})).toEqual(await answerOf(listener, {}));
  }
});
