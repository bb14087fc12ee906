import { expect, test } from '@jest/globals';
import { loadSupertestWire } from '../../src/http/supertest-wire.js';

test('supertest is loaded once, on first use', async () => {
  const [first, second] = await Promise.all([loadSupertestWire(), loadSupertestWire()]);
  expect(first).toBe(second);
});
