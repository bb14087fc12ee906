import { capturedFrames, type CapturedStack } from '../runner/captured-frames.js';
import { ownFolder } from '../runner/own-code.js';
import { type Handler, namedBy } from './handler-name.js';
import { shownPath, type StackFrame } from '../runner/stack-frame.js';

export interface Caller {
  /** The user's function, or a package that is not the web framework itself. Null where the stack does not tell. */
  readonly by: StackFrame | null;
  /** The user's function that decided to: itself, or what has called the package. Null where the stack shows none. */
  readonly decidedBy: StackFrame | null;
  /** The packages between it and the header, innermost first, and the router that called it. */
  readonly packages: readonly string[];
  /** Everybody who called, innermost first; not ours, and as far as was looked. */
  readonly stack: readonly StackFrame[];
}

/** What only serves an app, and never decides anything by itself. */
const framework =
  /^(express|router|send|vary|on-headers|on-finished|ee-first|etag|depd|fastify|find-my-way|koa|koa-compose|delegates|@nestjs\/[^@]+|hono|@hono\/node-server|h3|srvx|@hapi\/hapi)@/;

/** What hands a request on: whatever is further out on the stack has merely called `next()`. */
const router = /^(router|connect|koa-compose)@|^express@4\S* .*\/lib\/router\//;

/** What calls the functions of an app. */
const dispatcher =
  /^(router|connect|koa-compose|fastify|@nestjs\/core|hono|h3|@hapi\/hapi)@|^express@4\S* .*\/lib\/router\//;

/** What calls the function that it has been given, as `asyncHandler(requireAuth)` does. */
const passesOn = /^(wrap(s|ped|per|Async)?|dispatch)$|(Wrap(ped|per)?|asyncHandler|Middleware[wW]rapper)$/;

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

/**
 * Who gave the response this header.
 *
 * @param handler The function of an Express app that was called last: it is on the stack, or an `await` has cut it off.
 */
export function writerOn(captured: CapturedStack, handler?: Handler): Caller {
  const frames = capturedFrames(captured);
  const [direct] = frames;
  const isCollected = direct !== undefined && (isOwn(direct) || collector.test(direct.package ?? ''));
  const passage = passageOf(frames);
  const by = isCollected ? null : (passage.deciding[0] ?? null);
  return {
    by,
    decidedBy: by === null ? null : by.package === null ? by : callerIn(passage, handler),
    packages: passage.packages,
    stack: passage.others,
  };
}

/** Who sent the head: not what wraps the functions that do. */
export function senderOn(captured: CapturedStack, handler?: Handler): Caller {
  const passage = passageOf(capturedFrames(captured));
  const { deciding, packages, others } = passage;
  const by = deciding.find(({ function: name }) => !wrapper.test(name ?? '')) ?? deciding[0] ?? null;
  const within = { ...passage, deciding: deciding.slice(by === null ? 0 : deciding.indexOf(by)) };
  const caller = callerIn(within, handler);
  return { by, decidedBy: caller ?? (by?.package === null ? by : null), packages, stack: others };
}

/** Who made the error that was thrown, or given to `next()`. */
export function throwerOf(error: unknown, handler?: Handler): Caller {
  const captured = typeof error === 'object' && error !== null ? error : {};
  const passage = passageOf(capturedFrames(captured));
  const by = passage.deciding[0] ?? null;
  return { by, decidedBy: callerIn(passage, handler), packages: passage.packages, stack: passage.others };
}

interface Passage {
  /** The part of the stack up to the router, without the framework's own frames. */
  readonly deciding: readonly StackFrame[];
  /** All of that part. */
  readonly packages: readonly string[];
  /** The whole stack but for our own frames. */
  readonly others: readonly StackFrame[];
}

function passageOf(frames: readonly StackFrame[]): Passage {
  const others = frames.filter((frame) => !isOwn(frame));
  const end = others.findIndex((frame) => router.test(placeOf(frame)));
  const part = end < 0 ? others : others.slice(0, end + 1);
  return {
    deciding: part.filter((frame) => frame.package === null || !framework.test(frame.package)),
    packages: [...new Set(part.flatMap((frame) => frame.package ?? []))],
    others,
  };
}

/**
 * The user's function that a framework has called, whichever helpers it has called itself. In a bare listener all are
 * called by one function: there it is the innermost.
 */
function callerIn({ deciding, others }: Passage, handler: Handler | undefined): StackFrame | null {
  const users = deciding.filter((frame) => frame.package === null);
  const [innermost = null] = users;
  if (innermost === null) return null;
  const from = others.indexOf(innermost);
  const outer = others.slice(from);
  const length = outer.findIndex((frame) => dispatcher.test(placeOf(frame)));
  const around = length < 0 ? outer : outer.slice(0, length);
  // What a package has called, to ask it for an origin for instance, has not called the package.
  const writers = others.slice(0, from).flatMap((frame) => frame.package ?? []);
  if (around.some((frame) => frame.package !== null && writers.includes(frame.package))) {
    return null;
  }
  if (length < 0 && handler === undefined) return innermost;
  const called = around.filter((frame) => users.includes(frame)).map((frame) => namedBy(handler, frame));
  const named = called.filter(({ function: name }) => name !== null);
  return (
    named.findLast(({ function: name }) => !passesOn.test((name ?? '').split(/[._]/).at(-1) ?? '')) ??
    named.at(-1) ??
    innermost
  );
}

function placeOf(frame: StackFrame): string {
  return `${frame.package ?? ''} ${frame.file}`;
}

function isOwn({ file }: StackFrame): boolean {
  const folder = ownFolder();
  return folder !== '' && file.startsWith(`${shownPath(folder)}/`);
}
