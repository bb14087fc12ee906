import { expect, test } from '@jest/globals';
import express from 'express';
import { findOnce } from '../../src/ask/find-once.js';
import { deadlineIn } from '../../src/http/deadline.js';

test('a function that gives a target is called once, for each of several', async () => {
  const find = findOnce();
  let calls = 0;
  const lazy = { target: () => (calls++, express()) };
  const first = await find(lazy, deadlineIn(1000));
  expect(await find(lazy, deadlineIn(1000))).toBe(first);
  expect(calls).toBe(1);
  expect(await find(express(), deadlineIn(1000))).not.toBe(first);
});

test('one that is never ready stays so', async () => {
  const find = findOnce();
  const gone = { target: () => undefined };
  for (let time = 0; time < 2; time++) {
    await expect(find(gone, deadlineIn(1000))).rejects.toMatchObject({ code: 'target-not-ready' });
  }
});
