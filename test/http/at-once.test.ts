import { expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { allAtOnce, mostAtOnce } from '../../src/http/at-once.js';
import { thrownBy } from '../support/thrown-by.js';

const items = Array.from({ length: 40 }, (_, index) => index);

test('results stand in the order of the items, and sixteen are worked at a time', async () => {
  let working = 0;
  let most = 0;
  const results = await allAtOnce(items, async (item) => {
    most = Math.max(most, ++working);
    await wait(item % 3);
    working -= 1;
    return item * 2;
  });
  expect(results).toEqual(items.map((item) => item * 2));
  expect(most).toBe(mostAtOnce);
});

test('once one has failed, no other is begun', async () => {
  const begun: number[] = [];
  const error = new Error('the third');
  const thrown = await thrownBy(() =>
    allAtOnce(items, async (item) => {
      begun.push(item);
      await wait(item === 2 ? 0 : 10);
      if (item === 2) throw error;
    }),
  );
  expect(thrown).toBe(error);
  await wait(50);
  expect(begun).toHaveLength(mostAtOnce);
});
