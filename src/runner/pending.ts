import { sharedState } from '../state/shared-state.js';
import type { CallSite } from './call-site.js';
import { ownerOf, type RunnerState, testNameOf } from './runner-state.js';

/** One assertion from its call until it is awaited and settled. */
export interface Pending {
  readonly matcher: string;
  /** What to write: `await expect(app)…`. */
  readonly advice: string;
  /** The name of the test it belongs to, where the runner tells. */
  readonly test: string | undefined;
  readonly owner: unknown;
  readonly site: CallSite;
  /** Only read so far, as a property: no fault of a test that fails before it goes on. */
  readonly isRead?: boolean;
  awaited: boolean;
  settled: boolean;
  /** The runner has called `then`. Bun's never does: it waits inside the matcher, so that nobody can forget to. */
  taken: boolean;
  /** It has settled, and does not hold. */
  failed: boolean;
  /** Its test is over and has failed. Its own result is reported no more, least of all as an unhandled rejection. */
  abandoned: boolean;
}

export type Call = Pick<Pending, 'matcher' | 'advice' | 'test' | 'owner' | 'site' | 'isRead'>;

/** A call in the test that is under way by this state. */
export function callIn(state: RunnerState, call: Omit<Call, 'test' | 'owner'>): Call {
  return { ...call, test: testNameOf(state), owner: ownerOf(state) };
}

const all = (): Set<Pending> => sharedState('pending', () => new Set<Pending>());

/** The assertions that are not both awaited and settled. */
export function pending(): readonly Pending[] {
  return [...all()];
}

/** A call, from now until it is awaited and settled. */
export function addPending(call: Call): Pending {
  const entry: Pending = {
    ...call,
    awaited: false,
    settled: false,
    taken: false,
    failed: false,
    abandoned: hasFailed(call.owner),
  };
  if (!entry.abandoned) all().add(entry);
  return entry;
}

/** Whether it is a fault, even if its test has failed. */
export function isForgotten({ awaited, isRead }: Pending): boolean {
  return !awaited && isRead !== true;
}

/** The test waits for it. */
export function setAwaited(entry: Pending): void {
  entry.awaited = true;
  forgetIfDone(entry);
}

/** It was judged. */
export function setSettled(entry: Pending): void {
  entry.settled = true;
  entry.awaited ||= !entry.taken;
  forgetIfDone(entry);
}

/** It was judged, and does not hold. Of a matcher the runner says so, after it has settled. */
export function setFailed(entry: Pending): void {
  entry.failed = true;
  setSettled(entry);
}

/** Another call has taken its place. */
export function removePending(entry: Pending): void {
  all().delete(entry);
}

/** Nobody is to hear of it any more. */
export function abandon(entry: Pending): void {
  entry.abandoned = true;
  removePending(entry);
}

function forgetIfDone(entry: Pending): void {
  if (entry.awaited && entry.settled) removePending(entry);
}

/** A test that failed leaves behind what it would have waited for: the others of a `Promise.all`, say. */
export function hasFailed(owner: unknown): boolean {
  const errors: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, 'errors') : [];
  return Array.isArray(errors) && errors.length > 0;
}
