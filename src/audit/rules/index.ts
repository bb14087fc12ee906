import type { ResponseRule } from '../response-rule.js';
import { preflightRules } from './preflight.js';
import { reachRules } from './reach.js';
import { valueRules } from './values.js';
import { varyRules } from './vary.js';

/** All rules about responses but `unstable`, which needs the same request twice. */
export const responseRules: readonly ResponseRule[] = [
  ...varyRules,
  ...valueRules,
  ...preflightRules,
  ...reachRules,
];
