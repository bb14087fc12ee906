import { expect, test } from '@jest/globals';
import { loadSupertestWire } from '../../src/http/supertest-wire.js';

test('supertest is loaded once, on first use', () => {
  const [first, second] = [loadSupertestWire(), loadSupertestWire()];
  expect(first).toBe(second);
});
