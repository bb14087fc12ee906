import type { ResponseRule } from '../response-rule.js';
import { preflightRules } from './preflight-rules.js';
import { reachRules } from './reach-rules.js';
import { valueRules } from './value-rules.js';
import { varyRules } from './vary-rules.js';

/** All rules about responses but `unstable`, which needs the same request twice. */
export const responseRules: readonly ResponseRule[] = [
  ...varyRules,
  ...valueRules,
  ...preflightRules,
  ...reachRules,
];
