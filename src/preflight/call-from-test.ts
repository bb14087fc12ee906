import { callSite } from '../runner/call-site.js';
import { type Call, callIn } from '../runner/pending.js';
import { runnerState } from '../runner/runner-state.js';

/** Where in a test a builder was written, for the guard and for its failure. */
export function callFromTest(): Call {
  const site = callSite(callFromTest);
  return callIn(runnerState(), { matcher: 'preflight', advice: 'await preflight(app)…', site });
}
