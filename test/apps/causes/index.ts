import { answerCauses } from './answers.js';
import type { CauseCase } from './cause-case.js';
import { credentialsCauses } from './credentials.js';
import { listCauses } from './lists.js';
import { orderCauses } from './order.js';
import { originCheckCauses } from './origin-checks.js';
import { originCauses } from './origins.js';
import { preflightCauses } from './preflight.js';
import { preflightStatusCauses } from './preflight-status.js';
import { redirectCauses } from './redirects.js';

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
];
