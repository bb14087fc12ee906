import { type Call, ownerOf, runnerState, testNameOf } from '../assertion/await-guard.js';

const ownFrame = /preflight-builder\.[jt]s|call-from-test\.[jt]s/;

/** Where in a test a builder was written, for the guard and for its failure. */
export function callFromTest(): Call {
  const state = runnerState();
  const captured: { stack?: string } = {};
  Error.captureStackTrace(captured, callFromTest);
  const [, ...frames] = (captured.stack ?? '').split('\n');
  return {
    matcher: 'preflight',
    advice: 'await preflight(app)…',
    test: testNameOf(state),
    owner: ownerOf(state),
    stack: frames.filter((frame) => !ownFrame.test(frame)).join('\n'),
  };
}
