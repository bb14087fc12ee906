import { expect, test } from '@jest/globals';
import cors from 'cors';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import express4 from 'express4';
import { traceOf } from './trace-of.js';

function look(req: Request, _: Response, next: NextFunction): void {
  if (req.get('origin') === undefined) throw new Error('no Origin');
  next();
}

function copy(req: Request, _: Response, next: NextFunction): void {
  void { ...req.headers };
  next();
}

test.each([express, express4])('who looks at the Origin is noted, by whatever way', async (make) => {
  const app = make()
    .use(look)
    .use(copy)
    .use(cors({ origin: 'https://other.example' }));
  const { originReads } = await traceOf(app);
  expect(originReads.map(({ by, layer }) => [by?.function, layer?.name])).toEqual([
    ['look', 'look'],
    ['copy', 'copy'],
    // cors() looks twice: to ask whether to let it in, and to compare it.
    [null, 'corsMiddleware'],
    ['configureOrigin', 'corsMiddleware'],
  ]);
});

test('cors() without an origin does not look', async () => {
  const { originReads } = await traceOf(express().use(cors({ origin: false })));
  expect(originReads).toEqual([]);
});

test('the headers are left as they were, whatever a middleware has made of them', async () => {
  const kept: Request['headers'][] = [];
  const app = express().use((req, res) => {
    kept.push(req.headers);
    if (req.query.q === undefined) req.headers.origin = 'https://changed.example';
    res.end();
  });
  await traceOf(app);
  await traceOf(app, { path: '/?q=1' });
  const descriptors = kept.map((headers) => Object.getOwnPropertyDescriptor(headers, 'origin'));
  const plain = { writable: true, enumerable: true, configurable: true };
  expect(descriptors).toEqual([
    ...Array.from({ length: 2 }, () => ({ value: 'https://changed.example', ...plain })),
    ...Array.from({ length: 2 }, () => ({ value: 'https://app.example', ...plain })),
  ]);
});
