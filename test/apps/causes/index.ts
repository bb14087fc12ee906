import type { CauseCase } from './cause-case.js';
import { credentialsCauses } from './credentials.js';
import { listCauses } from './lists.js';
import { originCheckCauses } from './origin-checks.js';
import { originCauses } from './origins.js';

export const causeCases: readonly CauseCase[] = [
  ...originCauses,
  ...originCheckCauses,
  ...credentialsCauses,
  ...listCauses,
];
