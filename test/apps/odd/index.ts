import { answerApps } from './answers.js';
import { frameworkApps } from './frameworks.js';
import { layerApps } from './layers.js';
import { nestConsumerApps } from './nest-consumers.js';
import type { OddApp } from './odd-app.js';
import { originCheckApps } from './origin-checks.js';
import { twoFaultApps } from './two-faults.js';

export const oddApps: readonly OddApp[] = [
  ...originCheckApps,
  ...layerApps,
  ...answerApps,
  ...frameworkApps,
  ...twoFaultApps,
  ...nestConsumerApps,
];
