import { defineMatcher, type Matcher, type MatcherName } from './define-matcher.js';

/** All matchers, for `expect.extend(corsMatchers)`. */
export const corsMatchers: { readonly [Name in MatcherName]: Matcher<Name> } = {
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

/** Their names, for the `asyncMatchers` option of eslint-plugin-jest's `valid-expect`. */
export const asyncMatcherNames: readonly string[] = Object.keys(corsMatchers);
