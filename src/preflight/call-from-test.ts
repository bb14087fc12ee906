import { framesBelow } from '../runner/placed-at.js';
import { type Call, ownerOf, runnerState, testNameOf } from '../runner/await-guard.js';

const ownFrame = /preflight-builder\.[jt]s|call-from-test\.[jt]s/;

/** Where in a test a builder was written, for the guard and for its failure. */
export function callFromTest(): Call {
  const state = runnerState();
  const frames = framesBelow(callFromTest).split('\n');
  return {
    matcher: 'preflight',
    advice: 'await preflight(app)…',
    test: testNameOf(state),
    owner: ownerOf(state),
    stack: frames.filter((frame) => !ownFrame.test(frame)).join('\n'),
  };
}
