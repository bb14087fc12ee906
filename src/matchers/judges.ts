import { imported } from '../runner/imported.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { toAllowAnyOrigin } from './to-allow-any-origin.js';
import { toAllowCredentials } from './to-allow-credentials.js';
import { toAllowHeaders } from './to-allow-headers.js';
import { toAllowMethods } from './to-allow-methods.js';
import { toAllowOrigin } from './to-allow-origin.js';
import { toBeBlocked } from './to-be-blocked.js';
import { toBeReadable } from './to-be-readable.js';
import { toCachePreflightFor } from './to-cache-preflight-for.js';
import { toExposeHeaders } from './to-expose-headers.js';
import { toHandlePreflight } from './to-handle-preflight.js';
import { toRejectOrigin } from './to-reject-origin.js';
import { toVaryOnOrigin } from './to-vary-on-origin.js';
import type { CorsMatchers } from './types.js';

/** What one matcher decides about a call, and about what it was given. */
export type Judge = (call: MatcherCall, ...parameters: readonly unknown[]) => Promise<MatcherResult>;

// Audits and contracts bring much along.
const loadAudit = imported(() => import('./to-pass-cors-audit.js'));
const loadOnlyOrigins = imported(() => import('./to-allow-only-origins.js'));
const loadContract = imported(() => import('./to-match-cors-contract.js'));

/** By the name of the matcher. */
export const judges: Readonly<Record<keyof CorsMatchers, () => Judge | Promise<Judge>>> = {
  toAllowOrigin: () => toAllowOrigin,
  toRejectOrigin: () => toRejectOrigin,
  toAllowAnyOrigin: () => toAllowAnyOrigin,
  toAllowOnlyOrigins: async () => (await loadOnlyOrigins()).toAllowOnlyOrigins,
  toAllowCredentials: () => toAllowCredentials,
  toHandlePreflight: () => toHandlePreflight,
  toAllowMethods: () => toAllowMethods,
  toAllowHeaders: () => toAllowHeaders,
  toExposeHeaders: () => toExposeHeaders,
  toCachePreflightFor: () => toCachePreflightFor,
  toVaryOnOrigin: () => toVaryOnOrigin,
  toPassCorsAudit: async () => (await loadAudit()).toPassCorsAudit,
  toBeReadable: () => toBeReadable,
  toBeBlocked: () => toBeBlocked,
  toMatchCorsContract: async () => (await loadContract()).toMatchCorsContract,
};
