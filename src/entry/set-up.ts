import '../runner/node-version.js';

// What the runners' entries have in common. It is all a set-up file loads: what judges comes with the first assertion.
export { UsageError } from '../errors/usage-error.js';
export { corsMatchers } from '../matchers/index.js';
export { assertNoFloating, assertNoFloatingOf } from '../runner/floating.js';
export { checkLeast } from '../runner/least-version.js';
export { required } from '../runner/required.js';
export { ownerOf, tellRunner } from '../runner/runner-state.js';
