import { ownFolder } from '../runner/own-code.js';
import { shownPath, type StackFrame, stackFrames } from '../runner/stack-frame.js';

export interface Caller {
  /** The user's function, or a package that is not the web framework itself. Null where the stack does not tell. */
  readonly by: StackFrame | null;
  /** The packages between it and the header, innermost first, and the router that called it. */
  readonly packages: readonly string[];
  /** Everybody who called, innermost first; not ours, and as far as was looked. */
  readonly stack: readonly StackFrame[];
}

/** A stack that is turned into text only when it is read, which is what costs. */
export interface CapturedStack {
  readonly stack?: unknown;
}

/** What only serves an app, and never decides anything by itself. */
const framework =
  /^(express|router|send|vary|on-headers|on-finished|ee-first|etag|depd|fastify|find-my-way|koa|koa-compose|delegates|@nestjs\/[^@]+|hono|@hono\/node-server|h3|srvx|@hapi\/hapi)@/;

/** What hands a request on: whatever is further out on the stack has merely called `next()`. */
const router = /^(router|connect|koa-compose)@|^express@4\S* .*\/lib\/router\//;

/** What collects headers by itself and writes them all at the end, when nothing tells who gave them. */
const collector = /^(fastify|@hono\/node-server|h3|srvx|@hapi\/hapi)@/;

/** A function in the place of one of the response's own, as compression and sessions have. */
const wrapper = /(^|\.)(end|write|writeHead|flushHeaders)$/;

/** What is between a header and its function: `res.header()`, `res.vary()`, a proxy of them. */
const enough = 8;

/** Where the function `below` was called. Each frame costs, also where nobody reads it. */
export function captureStack(below: (...given: never[]) => unknown, depth = enough): CapturedStack {
  const captured: CapturedStack = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(captured, below);
  Error.stackTraceLimit = limit;
  return captured;
}

/** Who gave the response this header. */
export function writerOn({ stack }: CapturedStack): Caller {
  const frames = stackFrames(stack);
  const [direct] = frames;
  const isCollected = direct !== undefined && (isOwn(direct) || collector.test(direct.package ?? ''));
  const { deciding, packages } = passage(frames);
  return {
    by: isCollected ? null : (deciding[0] ?? null),
    packages,
    stack: frames.filter((frame) => !isOwn(frame)),
  };
}

/** Who sent the head: not what wraps the functions that do. */
export function senderOn({ stack }: CapturedStack): Caller {
  const frames = stackFrames(stack);
  const { deciding, packages } = passage(frames);
  const by = deciding.find(({ function: name }) => !wrapper.test(name ?? '')) ?? deciding[0];
  return { by: by ?? null, packages, stack: frames.filter((frame) => !isOwn(frame)) };
}

/** The part of the stack up to the router, and the frames in it that are no framework's. */
function passage(frames: readonly StackFrame[]): {
  deciding: readonly StackFrame[];
  packages: readonly string[];
} {
  const others = frames.filter((frame) => !isOwn(frame));
  const end = others.findIndex((frame) => router.test(`${frame.package ?? ''} ${frame.file}`));
  const part = end < 0 ? others : others.slice(0, end + 1);
  return {
    deciding: part.filter((frame) => frame.package === null || !framework.test(frame.package)),
    packages: [...new Set(part.flatMap((frame) => frame.package ?? []))],
  };
}

function isOwn({ file }: StackFrame): boolean {
  const folder = ownFolder();
  return folder !== '' && file.startsWith(`${shownPath(folder)}/`);
}
