import { expect, jest, test } from '@jest/globals';
import { withProgress } from '../../src/cli/progress.js';

const run = async (isTTY: boolean, milliseconds: number): Promise<string[]> => {
  const written: string[] = [];
  const stderr = { isTTY, write: (text: string) => written.push(text) };
  const work = new Promise((resolve) => setTimeout(resolve, milliseconds, 'done'));
  await expect(withProgress({ stderr }, 'sending the origins', work)).resolves.toBe('done');
  return written;
};

test('it is shown from the first second, and cleared', async () => {
  expect(await run(true, 1300)).toEqual(['\r\x1b[Ksending the origins: 1 s', '\r\x1b[K']);
});

test('short work, and what is no terminal, shows nothing', async () => {
  expect(await run(true, 10)).toEqual([]);
  expect(await run(false, 1300)).toEqual([]);
});

test('work that fails is cleared as well, and fails', async () => {
  jest.useFakeTimers();
  const written: string[] = [];
  const stderr = { isTTY: true, write: (text: string) => written.push(text) };
  await expect(withProgress({ stderr }, 'x', Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(written).toEqual([]);
  jest.useRealTimers();
});
