import { expect, test } from '@jest/globals';
import { simulateFetch } from '../../src/index.js';
import { healthyApps } from './healthy.js';

test.each(healthyApps)('$title: the page may, a stranger may not', async ({ app, request }) => {
  const target = app();
  const own = await simulateFetch(target, request);
  expect({
    allowed: own.allowed,
    code: own.code,
    status: own.response?.status,
    // A default of some: more than browsers keep does no harm.
    warnings: own.warnings.filter(({ id }) => id !== 'max-age-capped'),
  }).toEqual({
    allowed: true,
    code: null,
    status: 200,
    warnings: [],
  });
  expect(own.preflighted).toBe(true);
  const { allowed, code } = await simulateFetch(target, { ...request, origin: 'https://evil.example' });
  expect({ allowed, code }).toEqual({
    allowed: false,
    code: expect.stringMatching(/^Preflight(MissingAllowOriginHeader|AllowOriginMismatch)$/),
  });
});
