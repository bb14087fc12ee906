import { describe, expect, test } from '@jest/globals';
import type { CorsMatchers } from '../../src/index.js';
import { assertCase } from '../apps/app-case.js';
import { appCases } from '../apps/index.js';
import { failureOf } from '../support/failure-of.js';

const expectCors = expect as unknown as (received: unknown) => CorsMatchers;

describe.each(appCases)('$title', (appCase) => {
  test('the wrong app fails, and the message says why', async () => {
    expect(await failureOf(assertCase(expectCors, appCase, appCase.wrong()))).toMatchSnapshot();
  });

  test('the fixed app passes', async () => {
    await expect(assertCase(expectCors, appCase, appCase.fixed())).resolves.toBeUndefined();
  });
});
