import type { Recording, TraceEvent } from '../app/trace-event.js';
import type { FrameworkName } from '../http/framework-name.js';
import { namesOrigin } from './vary.js';

/** What the app in hand is made with. */
export type MadeWith = FrameworkName | 'express' | 'node';

/** What an app sets its CORS headers with: a package, or a function of its own. */
export type CorsStyle =
  | 'cors'
  | 'cors in Node'
  | 'Nest'
  | '@fastify/cors'
  | '@koa/cors'
  | 'hono/cors'
  | 'hapi'
  | 'socket.io'
  | 'tus'
  | 'by hand'
  | 'by hand in Fastify'
  | 'by hand in Koa'
  | 'by hand in Node'
  /** A server behind a URL, a framework that is not known: fixes are words, not code. */
  | 'elsewhere';

/** The package most people use there, and what it is called to set a header without one. */
type Styles = readonly [usual: CorsStyle, byHand: CorsStyle];

const ofFramework: Readonly<Record<Exclude<MadeWith, 'node'>, Styles>> = {
  express: ['cors', 'by hand'],
  nest: ['Nest', 'by hand'],
  koa: ['@koa/cors', 'by hand in Koa'],
  fastify: ['@fastify/cors', 'by hand in Fastify'],
  // They write a response at the end, when nothing shows who gave its headers.
  hono: ['hono/cors', 'hono/cors'],
  hapi: ['hapi', 'hapi'],
  'another framework': ['elsewhere', 'elsewhere'],
};

/** Where the app is a function: by the packages it is seen to call. */
const byPackage: readonly (readonly [pattern: RegExp, styles: Styles])[] = [
  [/^(@fastify\/cors|fastify)@/, ofFramework.fastify],
  [/^(@koa\/cors|koa)@/, ofFramework.koa],
  [/^@hapi\/hapi@/, ofFramework.hapi],
  [/^(express|router|finalhandler|connect)@/, ofFramework.express],
  [/^cors@/, ['cors in Node', 'by hand in Node']],
];

/** Packages that set CORS headers of their own, beside the app's. */
const ofItsOwn: readonly (readonly [pattern: RegExp, style: CorsStyle])[] = [
  [/^@tus\/server@/, 'tus'],
  [/^engine\.io@/, 'socket.io'],
];

/** What there is to go by. */
export interface StyleFacts {
  readonly recording: Recording | undefined;
  /** Null where it does not run here, or is not known any more. */
  readonly madeWith: MadeWith | null;
}

/** By the code that wrote the header last, and if none did, by what the app is made of. */
export function styleOf({ recording, madeWith }: StyleFacts, header: string): CorsStyle {
  const writer = recording && writerOf(recording, header);
  const own = recording && ofItsOwn.find(([pattern]) => isBehind(pattern, recording, writer));
  if (own !== undefined) return own[1];
  const [usual, byHand] = stylesOf(recording, madeWith);
  return writer?.by?.package === null ? byHand : usual;
}

/** What an app like this usually sets its CORS headers with. */
export function usualOf({ recording, madeWith }: StyleFacts): CorsStyle {
  return stylesOf(recording, madeWith)[0];
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

/** Whether such a package wrote it, or had cors() write it and then responded itself. */
function isBehind(pattern: RegExp, { events, layers }: Recording, writer: TraceEvent | undefined): boolean {
  if (writer === undefined) return false;
  if (writer.packages.some((name) => pattern.test(name))) return true;
  const end = events.find(({ kind }) => kind === 'end');
  return (
    layers === null &&
    writer.by?.package?.startsWith('cors@') === true &&
    end?.packages.some((name) => pattern.test(name)) === true
  );
}

function stylesOf(recording: Recording | undefined, madeWith: MadeWith | null): Styles {
  if (madeWith !== null && madeWith !== 'node') return ofFramework[madeWith];
  if (recording === undefined) return ofFramework['another framework'];
  if (recording.layers !== null) return ofFramework.express;
  const seen = recording.events.flatMap(({ packages }) => packages);
  const found = byPackage.find(([pattern]) => seen.some((name) => pattern.test(name)));
  return found?.[1] ?? ['by hand in Node', 'by hand in Node'];
}
