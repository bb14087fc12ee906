import type { TraceEvent } from '../../app/trace-event.js';
import type { MadeWith } from '../cors-style.js';
import {
  culpritOf,
  deciderOf,
  endOf,
  type Facts,
  isElsewhereGood,
  isMissing,
  isPreflight,
} from '../facts.js';
import type { Finding } from '../cause.js';
import { describeEvent } from './app-layers.js';
import { type Entry, likely, possible } from './entry.js';

/** Frameworks that keep headers to themselves until they write the response, and their own packages. */
const collectors: Readonly<Partial<Record<MadeWith, RegExp>>> = {
  fastify: /^(@fastify\/|fastify@)/,
  hapi: /^@hapi\//,
};

/** Whether the head was written without the framework, by a function of the app or a stream. */
function isPast(end: TraceEvent | undefined, framework: RegExp): boolean {
  if (end === undefined) return false;
  const own = end.stack.findIndex((frame) => frame.package === null);
  const inner = own < 0 ? end.stack : end.stack.slice(0, own);
  return !inner.some((frame) => framework.test(frame.package ?? ''));
}

/** Whether the framework's own headers, and so what CORS has set, were never sent. */
export function isWrittenPast(facts: Facts): boolean {
  const framework = facts.madeWith === null ? undefined : collectors[facts.madeWith];
  return framework !== undefined && isPast(endOf(facts), framework);
}

export const rawResponseEntry: Entry = {
  id: 'raw-response-without-cors-headers',
  title: 'The response is written to the raw response of Node, past the headers the framework has collected.',
  before: 'reply.raw.writeHead(200, headers)',
  after: 'reply.raw.writeHead(200, { ...reply.getHeaders(), ...headers })',
  refutedBy: 'the framework wrote the head, or the preflight from the same page is rejected as well',
  find: (facts) => {
    if (!isMissing(facts) || isPreflight(facts) || !isWrittenPast(facts)) return undefined;
    const end = endOf(facts);
    const what = `${end?.by == null ? 'a stream' : describeEvent(end)} wrote the head to the raw response`;
    if (!isElsewhereGood(facts))
      return possible([what], { culprit: culpritOf(end), remedy: through(facts, end) });
    // What the framework has collected for this response is never seen.
    return likely(
      [
        `${what}; the headers that CORS has set are on the framework's own`,
        'the preflight from the same page is allowed',
      ],
      { culprit: culpritOf(end), remedy: through(facts, end) },
    );
  },
};

/** With the headers there are, or through the framework. */
function through({ madeWith }: Facts, end: TraceEvent | undefined): Finding['remedy'] {
  if (madeWith !== 'fastify')
    return { text: 'return the stream from the handler, so that the framework sends its headers', code: '' };
  return end?.by?.package === null
    ? {
        text: `send the headers of the reply as well, in ${deciderOf(end) ?? 'the handler'} (headers: those it sends now):`,
        code: 'reply.raw.writeHead(200, { ...reply.getHeaders(), ...headers })',
      }
    : {
        text: 'send the stream through the reply instead of piping it into reply.raw:',
        code: 'return reply.send(stream)',
      };
}
