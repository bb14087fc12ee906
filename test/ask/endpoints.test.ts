import { expect, test } from '@jest/globals';
import express from 'express';
import { Endpoints } from '../../src/ask/endpoints.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { questionFrom } from '../../src/request/question.js';

const question = questionFrom({ origin: 'https://app.example' });

test('a function that gives a target is called once, for each of several', async () => {
  const endpoints = new Endpoints();
  let calls = 0;
  const lazy = { target: () => (calls++, express()) };
  const first = await endpoints.of(lazy, deadlineIn(1000), await question);
  expect(await endpoints.of(lazy, deadlineIn(1000), await question)).toBe(first);
  expect(calls).toBe(1);
  expect(await endpoints.of(express(), deadlineIn(1000), await question)).not.toBe(first);
});

test('one that was not ready is asked for again', async () => {
  const endpoints = new Endpoints();
  const apps: unknown[] = [];
  const late = { target: () => apps[0] };
  await expect(endpoints.of(late, deadlineIn(1000), await question)).rejects.toMatchObject({
    code: 'target-not-ready',
  });
  apps.push(express());
  expect(await endpoints.of(late, deadlineIn(1000), await question)).toMatchObject({ inHand: true });
});
