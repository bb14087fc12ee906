import { expect, test } from '@jest/globals';
import { join, sep } from 'node:path';
import { ownFolder } from '../../src/runner/own-code.js';

test('the folder of all sources, with the separator behind it', () => {
  expect(ownFolder()).toBe(join(__dirname, '..', '..', 'src') + sep);
});
