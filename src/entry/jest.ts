import * as jestGlobals from '@jest/globals';
import type { CorsMatchers } from '../index.js';
import {
  assertNoFloating,
  assertNoFloatingOf,
  corsMatchers,
  ownerOf,
  tellRunner,
  UsageError,
} from './set-up.js';

// One entry for both styles: the globals of @types/jest, and imports from @jest/globals.
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends CorsMatchers<R extends Promise<void> ? Awaited<T> : T> {}
  }
}
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsMatchers<
    R extends Promise<void> ? Awaited<T> : T
  > {}
}

const { expect, afterEach, afterAll } = jestGlobals as Partial<typeof jestGlobals>;
if (expect === undefined || afterEach === undefined || afterAll === undefined) {
  throw new UsageError(
    'not-registered',
    'expect-cors/jest was loaded before Jest defined expect. List it in setupFilesAfterEnv, not in setupFiles.',
  );
}

expect.extend(corsMatchers);
tellRunner(
  () => expect.getState(),
  () => expect,
);
afterEach(() => {
  assertNoFloatingOf(ownerOf(expect.getState()));
});
afterAll(assertNoFloating);
