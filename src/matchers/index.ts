import { toAllowCredentials } from './to-allow-credentials.js';
import { toAllowOrigin } from './to-allow-origin.js';
import { toHandlePreflight } from './to-handle-preflight.js';
import { toRejectOrigin } from './to-reject-origin.js';

/** All matchers, for `expect.extend(corsMatchers)`. */
export const corsMatchers = { toAllowOrigin, toRejectOrigin, toAllowCredentials, toHandlePreflight };

/** Their names, for the `asyncMatchers` option of eslint-plugin-jest's `valid-expect`. */
export const asyncMatcherNames: readonly string[] = Object.keys(corsMatchers);
