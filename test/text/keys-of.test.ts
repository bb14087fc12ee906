import { expect, test } from '@jest/globals';
import { keysOf } from '../../src/text/keys-of.js';

interface Options {
  readonly path: string;
  readonly method?: string;
}

test('the keys are those of the type', () => {
  expect(keysOf<Options>({ path: true, method: true })).toEqual(['path', 'method']);
});

test('one that is missing, or one too many, does not compile', () => {
  // @ts-expect-error `method` is missing
  keysOf<Options>({ path: true });
  // @ts-expect-error no such key
  expect(keysOf<Options>({ path: true, method: true, pth: true })).toContain('pth');
});
