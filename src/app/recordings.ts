import type { HeaderList } from '../standard/header-list.js';
import { sharedState } from '../state/shared-state.js';
import type { Recording } from './trace-event.js';

// An exchange is plain JSON data, so what was recorded of it is remembered on the side. Most of it nobody asks for, so it
// is put together for those who do.
const recordings = () =>
  sharedState('recordings', () => new WeakMap<HeaderList, Recording | (() => Recording)>());

export function keepRecording(responseHeaders: HeaderList, read: () => Recording): void {
  recordings().set(responseHeaders, read);
}

/** What was recorded while this response was made; undefined where it was not, or for an app that does not run here. */
export function recordingOf({
  responseHeaders,
}: {
  readonly responseHeaders: HeaderList;
}): Recording | undefined {
  const kept = recordings().get(responseHeaders);
  if (typeof kept !== 'function') return kept;
  const recording = kept();
  recordings().set(responseHeaders, recording);
  return recording;
}
