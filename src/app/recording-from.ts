import type { CapturedStack } from '../runner/captured-frames.js';
import { senderOn, writerOn } from './caller.js';
import { namedBy } from './handler-name.js';
import type { Trail } from './layer-trail.js';
import type { OriginRead, Recording, TraceEvent } from './trace-event.js';

export interface Moment {
  readonly stack: CapturedStack;
  /** How many functions of the Express app had been called by then. */
  readonly position: number;
}

/** An event before anybody asks for it. */
export type Noted = Omit<TraceEvent, 'by' | 'decidedBy' | 'packages' | 'stack' | 'layer'> & Moment;

/** Puts together what was noted of one exchange: only now stacks are turned into text. */
export function recordingFrom(trail: Trail, noted: readonly Noted[], reads: readonly Moment[]): Recording {
  const { layers, entered } = trail;
  const placed = (callerOn: typeof writerOn, { stack, position }: Moment): OriginRead => {
    const [layer, handler] = [trail.at(position), trail.handlerAt(position)];
    const caller = callerOn(stack, layer !== null);
    const { decidedBy } = caller;
    const isNamed = decidedBy === null || handler === undefined;
    return { ...caller, decidedBy: isNamed ? decidedBy : namedBy(handler, decidedBy), layer };
  };
  return {
    events: noted.map(({ stack, position, ...event }) => ({
      ...event,
      ...placed(event.kind === 'end' ? senderOn : writerOn, { stack, position }),
    })),
    layers,
    entered: entered.map(({ number }) => number),
    originReads: reads.map((moment) => placed(writerOn, moment)),
  };
}
