import { expect, jest, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import * as library from '../../src/index.js';

const page = 'https://app.example';
const stranger = 'https://evil.example';

/** A second copy of the package, as with CommonJS beside ESM, or after resetModules. */
function secondCopy(): typeof library {
  let copy: typeof library | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof library>('../../src/index.js');
  });
  if (copy === undefined) throw new Error('no copy was loaded');
  return copy;
}
const other = secondCopy();

const app = express()
  .use(cors({ origin: [page] }))
  .get('/users', (_, res) => void res.json([]))
  .put('/users', (_, res) => void res.json({}));

test('the other copy of the package is another one', () => {
  expect(other.simulateFetch).not.toBe(library.simulateFetch);
});

test.each([
  ['GET', { path: '/users' }],
  ['PUT', { path: '/users', method: 'PUT' }],
])(
  'what an outcome remembers is shared: diagnose of the other copy asks as often, %s',
  async (_, request) => {
    const outcome = await library.simulateFetch(app, { origin: stranger, ...request });
    const own = await library.diagnose(outcome);
    const others = await other.diagnose(outcome);
    expect(own.asked).toBeGreaterThan(0);
    const withoutDates = (diagnosis: library.Diagnosis): string =>
      JSON.stringify(diagnosis).replaceAll(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, 'now');
    expect(withoutDates(others)).toBe(withoutDates(own));
  },
);

test('what was recorded of an unsafe request that is not repeated is shared', async () => {
  const open = express()
    .options('/users', cors())
    .put('/users', (_, res) => void res.status(201).json({}));
  const outcome = await library.simulateFetch(open, { origin: page, path: '/users', method: 'PUT' });
  const { trace } = await other.diagnose(outcome);
  expect(trace.map(({ kind, status }) => [kind, status])).toContainEqual(['end', 201]);
});

test('an outcome of one copy is evidence in the other', async () => {
  const outcome = await other.simulateFetch(app, { origin: page, path: '/users' });
  await expect(outcome).toBeReadable();
});
