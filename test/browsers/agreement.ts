import { type Field, fields } from './compare.js';
import type { Tally } from './tally.js';

/**
 * Where one in a hundred may differ, and why. Everything else has to agree in every scenario.
 */
export const tolerated: Partial<Record<Field, string>> = {
  code: 'which schemes a redirect may lead to before Chromium names the refusal',
  failedParameter: 'of several headers that are not allowed Chromium names one by the order of a hash table',
  console: 'follows failedParameter',
  'wire.headers': 'Chromium writes Range anew, and Accept-Encoding is its own',
  'wire.origin': 'Origin: null of a no-cors GET with credentials from an opaque origin',
};

export function isAgreement(tally: Tally): boolean {
  return fields.every((field) => {
    const differing = tally.differing(field);
    return field in tolerated ? differing <= tally.compared / 100 : differing === 0;
  });
}
