import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import express4 from 'express4';
import { tracingChannel } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { provenanceOf } from '../../src/ask/provenance.js';
import { Session } from '../../src/ask/session.js';
import { ExchangeError, simulateFetch } from '../../src/index.js';
import { recordingOf } from '../../src/app/recordings.js';
import { thrownBy } from '../support/thrown-by.js';
import { line, page, traceOf } from './trace-of.js';

type Pair = [IncomingMessage, ServerResponse];

const channel = tracingChannel('express.router.request');
const put = { origin: page, method: 'PUT', path: '/users' };

/** What all functions of an app of Express 4 are called by. */
function layerMethods(): unknown[] {
  const { stack } = Reflect.get(express4().use(pass), '_router') as { stack: object[] };
  const shared = Object.getPrototypeOf(stack[0]) as object;
  return ['handle_request', 'handle_error'].map((name) => Reflect.get(shared, name) as unknown);
}

const pass: RequestHandler = (_, __, next) => {
  next();
};
const methodsBefore = layerMethods();

function expectNothingLeft(): void {
  expect(channel.start.hasSubscribers).toBe(false);
  expect(layerMethods()).toEqual(methodsBefore);
}

afterEach(expectNothingLeft);

/** The own properties that were not there when Node made the two. */
function ownProperties([request, response]: Pair): Record<'request' | 'response', string[]> {
  const node = ['setHeader', 'appendHeader', 'removeHeader', 'writeHead', 'locals'];
  const names = Object.getOwnPropertyNames(response).filter((name) => node.includes(name));
  const locals = Object.getOwnPropertyDescriptor(response, 'locals');
  expect(locals === undefined || 'value' in locals).toBe(true);
  return {
    response: names,
    request: Object.getOwnPropertyNames(request).filter((name) => name === 'params'),
  };
}

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, create) => {
  test('after an exchange the request and the response are Express’s own', async () => {
    const pairs: Pair[] = [];
    const during: boolean[] = [];
    const app = create()
      .use(cors({ origin: page }))
      .use((req, res) => {
        pairs.push([req, res]);
        during.push(Object.hasOwn(res, 'writeHead'));
        res.json({});
      });
    await traceOf(app, put);
    expect(during).toEqual([true]);
    expect(pairs.map(ownProperties)).toEqual([{ response: ['locals'], request: ['params'] }]);
  });

  test('twenty requests at once, to different routes, do not mix', async () => {
    const app = slowApp(create);
    const paths = Array.from(
      { length: 20 },
      (__, index) => `/${index % 2 === 0 ? 'even' : 'odd'}/${String(index)}`,
    );
    const recordings = await Promise.all(paths.map((path) => traceOf(app, { ...put, path })));
    for (const [index, { events, entered }] of recordings.entries()) {
      const even = index % 2 === 0;
      const layer = even ? '2.1 PUT /:id /:id' : '3.1 PUT /:id /:id';
      expect(events.map(line)).toEqual([
        `set access-control-allow-origin: ${page} | cors@2.8.6 | 1 corsMiddleware /`,
        'set vary: Origin | cors@2.8.6 | 1 corsMiddleware /',
        `set access-control-expose-headers: x-${String(index)} | handler: res.set('Access-Control-Expose-Headers', \`x-\${String(req.params.id)}\`); | ${layer}`,
        `end 2${String(index).padStart(2, '0')} | handler: res.status(200 + Number(req.params.id)).end(); | ${layer}`,
      ]);
      expect(entered).toEqual(even ? ['1', '2', '2.1'] : ['1', '3', '3.1']);
    }
  });

  test('an app that never answers', async () => {
    const pairs: Pair[] = [];
    const app = create().use((req, res, next) => {
      if (req.method === 'PUT') pairs.push([req, res]);
      else next();
    });
    app.use(cors());
    const error = await thrownBy(() => simulateFetch(app, { ...put, timeout: 300 }));
    expect(error).toMatchObject({ name: 'ExchangeError', code: 'no-answer' });
    expectNothingLeft();
    expect(pairs.map(ownProperties)).toEqual([{ response: ['locals'], request: ['params'] }]);
  });

  test('an app that breaks off', async () => {
    const app = create()
      .use(cors())
      .use((req) => {
        req.socket.destroy();
      });
    const error = await thrownBy(() => simulateFetch(app, put));
    expect(error).toBeInstanceOf(ExchangeError);
  });

  test('what the app does after the status is not recorded', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const app = create()
      .use(cors({ origin: page }))
      .use((__, res) => {
        const { setHeader, writeHead } = res as unknown as Record<string, () => unknown>;
        late = wait(150).then(() => [typeof setHeader, typeof writeHead, res.getHeader('vary')]);
        res.write('{}');
        res.end();
      });
    const outcome = await simulateFetch(app, put);
    const [exchange] = outcome.exchanges.slice(-1);
    expect(await late).toEqual(['function', 'function', 'Origin']);
    expect(exchange && recordingOf(exchange)?.events).toHaveLength(3);
  });
});

function slowApp(create: typeof express): Express {
  const handler: RequestHandler = async (req, res) => {
    await wait(Number(req.params.id) % 7);
    res.set('Access-Control-Expose-Headers', `x-${String(req.params.id)}`);
    await wait(Number(req.params.id) % 5);
    res.status(200 + Number(req.params.id)).end();
  };
  const even = create.Router().put('/:id', handler);
  const odd = create.Router({ mergeParams: true }).put('/:id', handler);
  const slowCors = cors({
    origin: (_, callback) => {
      setImmediate(callback, null, page);
    },
  });
  return create().use(slowCors).use('/even', even).use('/odd', odd);
}

test('a bare listener has none of it', async () => {
  const pairs: Pair[] = [];
  await traceOf(
    (req: IncomingMessage, res: ServerResponse) => {
      pairs.push([req, res]);
      res.end();
    },
    { origin: page },
  );
  expect(pairs.map(ownProperties)).toEqual(pairs.map(() => ({ response: [], request: [] })));
  expect(pairs).toHaveLength(2);
});

test('a listener that throws', async () => {
  const error = await thrownBy(() =>
    simulateFetch((_: IncomingMessage, res: ServerResponse) => {
      res.setHeader('Vary', 'Origin');
      throw new Error('x');
    }, put),
  );
  expect(error).toMatchObject({ name: 'ExchangeError', code: 'listener-threw' });
});

test('a safe exchange is not recorded unless asked for', async () => {
  const app = express().use(cors());
  const outcome = await simulateFetch(app, { origin: page });
  const [exchange] = outcome.exchanges;
  const asked = provenanceOf(outcome);
  if (exchange === undefined || asked === undefined) throw new Error('nothing was sent');
  expect(recordingOf(exchange)).toBeUndefined();
  const again = await new Session(asked.target, { isTraced: true }).repeat(asked.question, exchange, {
    origin: page,
  });
  expect(recordingOf(again)?.events.map(({ kind }) => kind)).toEqual(['set', 'end']);
  expect(recordingOf(again)).toBe(recordingOf(again));
});
