import { expect, test } from '@jest/globals';
import { memoized } from '../../src/standard/memoize.js';

function counted(): { find: (text: string) => boolean; found: string[] } {
  const found: string[] = [];
  const find = memoized((text) => {
    found.push(text);
    return text === 'a';
  });
  return { find, found };
}

test('what was found is not looked for again, false included', () => {
  const { find, found } = counted();
  expect(['a', 'b', 'a', 'b'].map(find)).toEqual([true, false, true, false]);
  expect(found).toEqual(['a', 'b']);
});

test('what fails is not kept', () => {
  const find = memoized((text) => new URL(text).origin);
  for (let time = 0; time < 2; time++) expect(() => find('no URL')).toThrow('Invalid URL');
});

test('so much is kept and no more', () => {
  const { find, found } = counted();
  const many = Array.from({ length: 257 }, (_, index) => String(index));
  many.forEach(find);
  find('256');
  expect(found).toHaveLength(257);
  find('0');
  expect(found).toHaveLength(258);
});

test('long text is not kept', () => {
  const { find, found } = counted();
  const long = 'x'.repeat(1025);
  expect([find(long), find(long)]).toEqual([false, false]);
  expect(found).toHaveLength(2);
});
