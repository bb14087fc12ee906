import { toAllowAnyOrigin } from './to-allow-any-origin.js';
import { toAllowCredentials } from './to-allow-credentials.js';
import { toAllowHeaders } from './to-allow-headers.js';
import { toAllowMethods } from './to-allow-methods.js';
import { toAllowOnlyOrigins } from './to-allow-only-origins.js';
import { toAllowOrigin } from './to-allow-origin.js';
import { toBeBlocked } from './to-be-blocked.js';
import { toBeReadable } from './to-be-readable.js';
import { toCachePreflightFor } from './to-cache-preflight-for.js';
import { toExposeHeaders } from './to-expose-headers.js';
import { toHandlePreflight } from './to-handle-preflight.js';
import { toMatchCorsContract } from './to-match-cors-contract.js';
import { toPassCorsAudit } from './to-pass-cors-audit.js';
import { toRejectOrigin } from './to-reject-origin.js';
import { toVaryOnOrigin } from './to-vary-on-origin.js';

/** All matchers, for `expect.extend(corsMatchers)`. */
export const corsMatchers = {
  toAllowOrigin,
  toRejectOrigin,
  toAllowAnyOrigin,
  toAllowOnlyOrigins,
  toAllowCredentials,
  toHandlePreflight,
  toAllowMethods,
  toAllowHeaders,
  toExposeHeaders,
  toCachePreflightFor,
  toVaryOnOrigin,
  toPassCorsAudit,
  toBeReadable,
  toBeBlocked,
  toMatchCorsContract,
};

/** Their names, for the `asyncMatchers` option of eslint-plugin-jest's `valid-expect`. */
export const asyncMatcherNames: readonly string[] = Object.keys(corsMatchers);
