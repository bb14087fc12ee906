import type { HeaderList } from '../standard/header-list.js';
import type { Recording } from './trace-event.js';

// An exchange is plain JSON data, so what was recorded of it is remembered on the side.
const recordings = new WeakMap<HeaderList, Recording>();

export function keepRecording(responseHeaders: HeaderList, recording: Recording): void {
  recordings.set(responseHeaders, recording);
}

/** What was recorded while this answer was made; undefined where it was not, or for an app that does not run here. */
export function recordingOf({
  responseHeaders,
}: {
  readonly responseHeaders: HeaderList;
}): Recording | undefined {
  return recordings.get(responseHeaders);
}
