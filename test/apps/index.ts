import type { AppCase } from './app-case.js';
import { credentialsAndHeaderCases } from './credentials-and-headers.js';
import { orderCases } from './middleware-order.js';
import { originCases } from './origins.js';
import { wholeApiCases } from './whole-api.js';

/** Every app of the demo, wrong and fixed. */
export const appCases: readonly AppCase[] = [
  ...originCases,
  ...orderCases,
  ...credentialsAndHeaderCases,
  ...wholeApiCases,
];
