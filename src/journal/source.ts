import { type RunnerState, runnerState, testNameOf } from '../runner/runner-state.js';
import type { CallSite } from '../runner/call-site.js';
import { shownPath, stackFrames } from '../runner/stack-frame.js';
import type { Source } from './reported.js';

/**
 * Where a call stands.
 *
 * @param state What the runner tells of the test that is under way.
 */
export function sourceOf({ frames }: CallSite, state: RunnerState = currentState()): Source {
  const own = stackFrames(frames).find((frame) => frame.package === null);
  const { testPath } = state;
  return {
    file: own?.file ?? null,
    line: own?.line ?? null,
    test: testNameOf(state) ?? null,
    testFile: testPath === undefined ? null : shownPath(testPath),
  };
}

/** Where no entry has told which runner it is, there may be a global `expect` all the same. */
function currentState(): RunnerState {
  const told = runnerState();
  if (told.testPath !== undefined) return told;
  const { expect } = globalThis as { expect?: { getState?: () => RunnerState } };
  return expect?.getState?.() ?? told;
}
