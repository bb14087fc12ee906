import { callSite } from '../runner/call-site.js';
import type { Call } from '../runner/pending.js';
import { ownerOf, runnerState, testNameOf } from '../runner/runner-state.js';

/** Where in a test a builder was written, for the guard and for its failure. */
export function callFromTest(): Call {
  const state = runnerState();
  return {
    matcher: 'preflight',
    advice: 'await preflight(app)…',
    test: testNameOf(state),
    owner: ownerOf(state),
    site: callSite(callFromTest),
  };
}
