import { fileURLToPath } from 'node:url';
import { type StackFrame, stackFrames } from './stack-frame.js';
import { withoutAsyncHelpers } from './transpiled-async.js';

/** What `Error.captureStackTrace` was given. It is turned into text only when it is read, which is what costs. */
export interface CapturedStack {
  readonly stack?: unknown;
}

type Format = (error: unknown, sites: readonly NodeJS.CallSite[]) => unknown;

/**
 * The frames of a captured stack, innermost first, without those of Node itself: file and line are those the runner's
 * source maps give, the function is the one V8 ran. What applies source maps to a stack may write in a frame the name of
 * what is called there, `json` for `res.json()`, as Jest does.
 */
export function capturedFrames(captured: CapturedStack): readonly StackFrame[] {
  // V8 hands over its own frames once.
  const frames = read.get(captured) ?? withoutAsyncHelpers(readFrames(captured));
  read.set(captured, frames);
  return frames;
}

const read = new WeakMap<CapturedStack, readonly StackFrame[]>();

function readFrames(captured: CapturedStack): StackFrame[] {
  let names: readonly (string | null)[] = [];
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const format = (before?.value ?? Reflect.get(errorOfNode() ?? {}, 'prepareStackTrace')) as unknown;
  if (typeof format !== 'function') return stackFrames(captured.stack);
  const prepareStackTrace: Format = (error, sites) => {
    names = sites.map(nameOf);
    return Reflect.apply(format, Error, [error, sites]) as unknown;
  };
  // Where Error cannot be changed, its stacks are taken as they are.
  const isSet = Reflect.defineProperty(Error, 'prepareStackTrace', {
    value: prepareStackTrace,
    writable: true,
    configurable: true,
  });
  try {
    return framesWith(captured.stack, () => names);
  } finally {
    if (isSet && before === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else if (isSet && before !== undefined) Object.defineProperty(Error, 'prepareStackTrace', before);
  }
}

/** @param names Of the frames; they are known once the text has been read. */
function framesWith(stack: unknown, names: () => readonly (string | null)[]): StackFrame[] {
  if (typeof stack !== 'string') return [];
  const lines = stack.split('\n').filter((line) => line.startsWith('    at '));
  const known = names();
  // A formatter may leave frames out: then there is no telling which name belongs to which.
  if (known.length !== lines.length) return stackFrames(stack);
  return lines.flatMap((line, index) => {
    const [frame] = stackFrames(line);
    return frame === undefined ? [] : [{ ...frame, function: known[index] ?? null }];
  });
}

/** `requireAuth`, or `AuthGuard.canActivate` for a method of a class. */
function nameOf(site: NodeJS.CallSite): string | null {
  const name = (site.getFunctionName() ?? '').replace(/^(exports|module\.exports|_exports)\./, '');
  if (name === '' || name.includes('<anonymous>')) return null;
  const type = site.getTypeName();
  const isMethod = type !== null && site.getMethodName() === name && !isShared(type);
  return isMethod && !site.isConstructor() ? `${type}.${name}` : name;
}

/** Objects that are nobody's class: what a function happens to be called on. */
function isShared(type: string): boolean {
  return /^(Object|Function|Array|global|Module|Layer|Server|ServerResponse|IncomingMessage)$/.test(type);
}

let known: { readonly error: ErrorConstructor | undefined } | undefined;

/** Node's own Error, which formats the stacks of those that a test runner gives its tests as well. */
function errorOfNode(): ErrorConstructor | undefined {
  known ??= { error: originOf(thrownByNode()) };
  return known.error;
}

function thrownByNode(): unknown {
  try {
    return fileURLToPath('https://example.com');
  } catch (error) {
    return error;
  }
}

function originOf(error: unknown): ErrorConstructor | undefined {
  let prototype: unknown = error;
  while (typeof prototype === 'object' && prototype !== null) {
    const { constructor, name } = prototype as { constructor: unknown; name: unknown };
    if (name === 'Error' && Object.hasOwn(prototype, 'constructor')) return constructor as ErrorConstructor;
    prototype = Object.getPrototypeOf(prototype);
  }
  return undefined;
}
