import { expect } from 'expect';
import type { CorsMatchers } from '../index.js';
import { corsMatchers } from './set-up.js';

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsMatchers<
    R extends Promise<void> ? Awaited<T> : T
  > {}
}

expect.extend(corsMatchers);

// Which runner it is cannot be told from here, so its `afterEach` is the user's to call.
export { assertNoFloating } from './set-up.js';
