import type { Recording } from '../trace/trace-event.js';

/** What an app sets its CORS headers with. */
export type CorsStyle = 'cors' | '@fastify/cors' | '@koa/cors' | 'hono/cors' | 'by hand';

const packages: readonly (readonly [pattern: RegExp, style: CorsStyle])[] = [
  [/^@fastify\/cors@/, '@fastify/cors'],
  [/^(@koa\/cors|koa)@/, '@koa/cors'],
  [/^fastify@/, '@fastify/cors'],
  [/^hono@/, 'hono/cors'],
  [/^cors@/, 'cors'],
];

/** By who writes the headers, and where nobody does by what the app is made of. */
export function styleOf(recording: Recording | undefined): CorsStyle {
  if (recording === undefined) return 'cors';
  const written = recording.events.filter(
    ({ kind, header }) => kind === 'set' && header.startsWith('access-'),
  );
  if (written.some(({ by }) => by?.package === null)) return 'by hand';
  const seen = (written.length > 0 ? written : recording.events).flatMap(({ packages: all }) => all);
  return packages.find(([pattern]) => seen.some((name) => pattern.test(name)))?.[1] ?? 'cors';
}
