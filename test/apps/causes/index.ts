import { allowedCauses } from './allowed.js';
import { answerCauses } from './answers.js';
import type { CauseCase, WarningCase } from './cause-case.js';
import { credentialsCauses } from './credentials.js';
import { frameworkCauses } from './frameworks.js';
import { listCauses } from './lists.js';
import { mistakeCauses } from './mistakes.js';
import { moreWarningCases } from './more-warnings.js';
import { orderCauses } from './order.js';
import { originCheckCauses } from './origin-checks.js';
import { originCauses } from './origins.js';
import { preflightCauses } from './preflight.js';
import { preflightStatusCauses } from './preflight-status.js';
import { rawResponseCauses } from './raw.js';
import { proxyCauses } from './proxies.js';
import { redirectCauses } from './redirects.js';
import { warningCases as firstWarningCases } from './warnings.js';

export const causeCases: readonly CauseCase[] = [
  ...originCauses,
  ...originCheckCauses,
  ...credentialsCauses,
  ...listCauses,
  ...orderCauses,
  ...preflightCauses,
  ...preflightStatusCauses,
  ...redirectCauses,
  ...answerCauses,
  ...allowedCauses,
  ...frameworkCauses,
  ...mistakeCauses,
  ...rawResponseCauses,
  ...proxyCauses,
];

export const warningCases: readonly WarningCase[] = [...firstWarningCases, ...moreWarningCases];
