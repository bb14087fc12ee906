import { defineMatcher, type Matcher } from './define-matcher.js';
import type { CorsMatchers } from './types.js';

/** All matchers, for `expect.extend(corsMatchers)`. */
export const corsMatchers: Readonly<Record<keyof CorsMatchers, Matcher>> = {
  toAllowOrigin: defineMatcher('toAllowOrigin'),
  toRejectOrigin: defineMatcher('toRejectOrigin'),
  toAllowAnyOrigin: defineMatcher('toAllowAnyOrigin'),
  toAllowOnlyOrigins: defineMatcher('toAllowOnlyOrigins'),
  toAllowCredentials: defineMatcher('toAllowCredentials'),
  toHandlePreflight: defineMatcher('toHandlePreflight'),
  toAllowMethods: defineMatcher('toAllowMethods'),
  toAllowHeaders: defineMatcher('toAllowHeaders'),
  toExposeHeaders: defineMatcher('toExposeHeaders'),
  toCachePreflightFor: defineMatcher('toCachePreflightFor'),
  toVaryOnOrigin: defineMatcher('toVaryOnOrigin'),
  toPassCorsAudit: defineMatcher('toPassCorsAudit'),
  toBeReadable: defineMatcher('toBeReadable'),
  toBeBlocked: defineMatcher('toBeBlocked'),
  toMatchCorsContract: defineMatcher('toMatchCorsContract'),
};

export const matcherNames = Object.keys(corsMatchers) as readonly (keyof CorsMatchers)[];

/** Their names, for the `asyncMatchers` option of eslint-plugin-jest's `valid-expect`. */
export const asyncMatcherNames: readonly string[] = matcherNames;
