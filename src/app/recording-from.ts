import type { CapturedStack } from '../runner/captured-frames.js';
import { type Caller, senderOn, throwerOf, writerOn } from './caller.js';
import type { Handler } from './handler-name.js';
import type { Failure } from './layer-tracker.js';
import type { Trail } from './layer-trail.js';
import type { Actor, Recording, TraceEvent } from './trace-event.js';

export interface Moment {
  readonly stack: CapturedStack;
  /** How many functions of the Express app had been called by then. */
  readonly position: number;
}

/** An event before anybody asks for it. */
export type Noted = Omit<TraceEvent, 'by' | 'decidedBy' | 'packages' | 'stack' | 'layer'> & Moment;

export interface NotedAll {
  readonly noted: readonly Noted[];
  readonly reads: readonly Moment[];
  /** What was being handled when the head was sent. */
  readonly failure: Failure | null;
}

/** Puts together what was noted of one exchange: only now stacks are turned into text. */
export function recordingFrom(trail: Trail, { noted, reads, failure }: NotedAll): Recording {
  const { layers, entered, corsPlaces } = trail;
  const events = noted.map(({ stack, position, ...event }) => {
    const callerOn = event.kind === 'end' ? senderOn : writerOn;
    return { ...event, ...actorIn(trail, position, (handler) => callerOn(stack, handler)) };
  });
  const failed = failure ?? unhandledIn(events, noted);
  return {
    events,
    layers,
    corsPlaces,
    entered: entered.map(({ number }) => number),
    originReads: reads.map(({ stack, position }) =>
      actorIn(trail, position, (handler) => writerOn(stack, handler)),
    ),
    failedIn: failed && actorIn(trail, failed.position, (handler) => throwerOf(failed.error, handler)),
  };
}

function actorIn(trail: Trail, position: number, callerFor: (handler: Handler | undefined) => Caller): Actor {
  return { ...callerFor(trail.handlerAt(position)), layer: trail.at(position) };
}

/** Express's own handler is no layer, and 404 is what it says when nothing has failed. */
function unhandledIn(events: readonly TraceEvent[], noted: readonly Noted[]): Failure | null {
  const index = events.findIndex(({ kind }) => kind === 'end');
  const { packages = [], status = null } = events[index] ?? {};
  const isUnhandled = status !== 404 && packages.some((name) => name.startsWith('finalhandler@'));
  return isUnhandled ? { error: undefined, position: noted[index]?.position ?? 0 } : null;
}
