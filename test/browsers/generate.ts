import { allowCredentialsFactor } from './factors/allow-credentials.js';
import { allowOriginFactor } from './factors/allow-origin.js';
import { methodFactor } from './factors/methods.js';
import {
  badPortFactor,
  dispositionFactor,
  locationLinesFactor,
  locationValueFactor,
  proxyStatusFactor,
} from './factors/beside-cors.js';
import { addressFactor, bodyFactor, originFactor } from './factors/origins.js';
import { allowHeadersFactor, allowMethodsFactor, faultOrderFactor } from './factors/preflight-lists.js';
import { redirectChainFactor, redirectFactor, redirectFaultFactor } from './factors/redirects.js';
import { requestHeaderFactor } from './factors/request-headers.js';
import { contentTypeFactor, rangeFactor, requestByteFactor } from './factors/request-values.js';
import { fieldNameByteFactor, lineFormFactor, responseByteFactor } from './factors/response-bytes.js';
import {
  exposeHeadersFactor,
  maxAgeFactor,
  resourcePolicyFactor,
  visibleHeaderFactor,
} from './factors/response-headers.js';
import { statusFactor } from './factors/statuses.js';
import { mixture } from './mixture.js';
import type { Factor } from './factors/variation.js';
import type { Scenario } from './scenario.js';

export const defaultSeed = '1';

const factors: readonly Factor[] = [
  methodFactor,
  requestHeaderFactor,
  contentTypeFactor,
  rangeFactor,
  requestByteFactor,
  originFactor,
  bodyFactor,
  addressFactor,
  allowOriginFactor,
  allowCredentialsFactor,
  allowMethodsFactor,
  allowHeadersFactor,
  faultOrderFactor,
  exposeHeadersFactor,
  visibleHeaderFactor,
  maxAgeFactor,
  resourcePolicyFactor,
  responseByteFactor,
  fieldNameByteFactor,
  lineFormFactor,
  statusFactor,
  redirectFactor,
  redirectChainFactor,
  redirectFaultFactor,
];

/** What browsers refuse for reasons that are not CORS. */
const factorsBesideCors: readonly Factor[] = [
  badPortFactor,
  proxyStatusFactor,
  dispositionFactor,
  locationLinesFactor,
  locationValueFactor,
];

export const numbered = (name: string, number: number): string =>
  `${name}-${String(number).padStart(4, '0')}`;

/** One factor at a time: everything else stays as in a plain request that is allowed. */
export function factorScenarios(of = factors): Scenario[] {
  return of.flatMap(({ name, variations }) =>
    variations().map((variation, index) => ({ id: numbered(name, index + 1), ...variation })),
  );
}

/** Everything at once, at random. Each mixture depends on the seed and its own number only. */
export function mixtureScenarios(seed: string = defaultSeed, count = 4500): Scenario[] {
  return Array.from({ length: count }, (_, index) => {
    const id = numbered('mixture', index + 1);
    return { id, ...mixture(`${seed} ${id}`) };
  });
}

/** All scenarios of a seed, always the same ones in the same order. */
export function generateScenarios(seed: string = defaultSeed): Scenario[] {
  return [...factorScenarios(), ...mixtureScenarios(seed), ...factorScenarios(factorsBesideCors)];
}
