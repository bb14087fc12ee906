import { expect, test } from '@jest/globals';
import express from 'express';
import { barFor, isWatched } from '../../src/contract/progress.js';
import { checkCorsContract, type ContractProgress } from '../../src/index.js';
import { appWith, contract, kept } from './apps.js';

test('progress is told cell by cell, up to the last', async () => {
  const told: ContractProgress[] = [];
  const app = appWith({ ...kept, exposedHeaders: [] });
  const { cells } = await checkCorsContract(app, contract, { onProgress: (one) => told.push(one) });
  expect(told.map(({ done }) => done)).toEqual(cells.map((_, index) => index + 1));
  expect(told.at(-1)).toEqual({ done: cells.length, total: cells.length, failing: 1 });
});

test('under a test runner nobody watches', () => {
  expect(isWatched()).toBeFalsy();
});

test('a bar is one line, and leaves nothing', () => {
  const written: string[] = [];
  const bar = barFor({ columns: 80, write: (text: string) => written.push(text) });
  bar.draw(0, 4, 0);
  bar.draw(1, 4, 0); // too soon to be drawn
  bar.draw(4, 4, 1);
  bar.clear();
  expect(written).toEqual([
    '\r\x1b[KCORS contract [........................] 0 of 4 checks',
    '\r\x1b[KCORS contract [########################] 4 of 4 checks; 1 failure',
    '\r\x1b[K',
  ]);
});

test('at most sixteen exchanges at once', async () => {
  let [now, most] = [0, 0];
  const counting = express().use((_, __, next) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      next();
    }, 5);
  }, appWith());
  await checkCorsContract(counting, {
    origins: { allowed: ['https://app.example'] },
    routes: Array.from({ length: 30 }, (_, index) => ({ path: `/users/${String(index)}`, methods: ['PUT'] })),
  });
  expect(most).toBeGreaterThan(8);
  expect(most).toBeLessThanOrEqual(16);
});
