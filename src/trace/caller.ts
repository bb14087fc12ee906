import { type StackFrame, stackFrames } from './stack-frame.js';

export interface Caller {
  /** The user's function, or a package that is not the web framework itself. Null where the stack does not tell. */
  readonly by: StackFrame | null;
  /** The packages on the stack, innermost first: `finalhandler@2.1.0`. */
  readonly packages: readonly string[];
  /** Everybody who called, innermost first. */
  readonly stack: readonly StackFrame[];
}

/** What only serves an app, and never decides anything by itself. */
const framework =
  /^(express|express4|router|send|vary|on-headers|on-finished|etag|depd|fastify|koa|koa-compose|hono|@hono\/node-server|h3|srvx|@hapi\/hapi)@/;

const [self] = stackFrames(new Error().stack ?? '');
const ownFolder = self?.file.replace(/trace\/[^/]+$/, '') ?? '';

/** Who called the function `below`. */
export function callerOf(below: (...given: never[]) => unknown): Caller {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  Error.captureStackTrace(holder, below);
  const frames = stackFrames(holder.stack ?? '').filter(({ file }) => !file.startsWith(ownFolder));
  Error.stackTraceLimit = limit;
  return {
    by: frames.find((frame) => frame.package === null || !framework.test(frame.package)) ?? null,
    packages: [...new Set(frames.flatMap((frame) => frame.package ?? []))],
    stack: frames,
  };
}
