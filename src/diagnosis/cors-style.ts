import type { Recording, TraceEvent } from '../app/trace-event.js';
import { namesOrigin } from './vary.js';

/** What an app sets its CORS headers with: a package, or a function of its own. */
export type CorsStyle =
  | 'cors'
  | '@fastify/cors'
  | '@koa/cors'
  | 'hono/cors'
  | 'by hand'
  | 'by hand in Fastify'
  | 'by hand in Koa'
  | 'by hand in Node';

/** The package most people use there, and what it is called to set a header without one. */
const frameworks: readonly (readonly [pattern: RegExp, usual: CorsStyle, byHand: CorsStyle])[] = [
  [/^(@fastify\/cors|fastify)@/, '@fastify/cors', 'by hand in Fastify'],
  [/^(@koa\/cors|koa)@/, '@koa/cors', 'by hand in Koa'],
  [/^(cors|express|router|finalhandler)@/, 'cors', 'by hand'],
];

/** By the code that wrote the header last, and if none did, by what the app is made of. */
export function styleOf(recording: Recording | undefined, header = 'access-control-allow-origin'): CorsStyle {
  if (recording === undefined) return 'cors';
  const [usual, byHand] = stylesIn(recording);
  return writerOf(recording, header)?.by?.package === null ? byHand : usual;
}

function writerOf({ events }: Recording, header: string): TraceEvent | undefined {
  const written = events.filter(({ kind }) => kind !== 'end' && kind !== 'remove');
  return (
    written.findLast((event) => event.header === header) ??
    written.findLast((event) => event.header.startsWith('access-')) ??
    // A list that does not hold the origin says no more than this.
    written.findLast((event) => event.header === 'vary' && namesOrigin(event.value))
  );
}

function stylesIn({ events, layers }: Recording): readonly [usual: CorsStyle, byHand: CorsStyle] {
  if (layers !== null) return ['cors', 'by hand'];
  const seen = events.flatMap(({ packages }) => packages);
  const found = frameworks.find(([pattern]) => seen.some((name) => pattern.test(name)));
  if (found !== undefined) return [found[1], found[2]];
  // Nobody is on any stack: what has a `fetch` gives a Response, which is written later. Most are made with Hono.
  return events.some(({ by }) => by !== null) || events.length === 0
    ? ['by hand in Node', 'by hand in Node']
    : ['hono/cors', 'hono/cors'];
}
