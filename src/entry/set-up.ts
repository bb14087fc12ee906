// What the runners' entries have in common. It is all a set-up file loads: what judges comes with the first assertion.
export { UsageError } from '../errors/usage-error.js';
export { corsMatchers } from '../matchers/index.js';
export { assertNoFloating, assertNoFloatingOf, ownerOf, tellRunner } from '../runner/await-guard.js';
