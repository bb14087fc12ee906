import { ExpectCorsError } from '../errors/expect-cors-error.js';
import { ownFolder } from './own-code.js';

/** Where in the user's code a call stands. */
export interface CallSite {
  /** The lines of a stack, innermost first, without those of this package and of `expect`. */
  readonly frames: string;
}

const framesOfExpect =
  /__EXTERNAL_MATCHER_TRAP__|throwingMatcher|at Reflect\.get \(<anonymous>\)|[\\/]node_modules[\\/](?:chai|vitest|@vitest[\\/]\w+)[\\/]/;

/**
 * Where the function `below` was called. The frames are captured at once and turned into text when somebody reads them,
 * which is what costs.
 */
export function callSite(below: (...given: never[]) => unknown): CallSite {
  const captured: { stack?: unknown } = {};
  Error.captureStackTrace(captured, below);
  let text: string | undefined;
  return {
    get frames() {
      return (text ??= usersFrames(captured.stack));
    },
  };
}

function usersFrames(stack: unknown): string {
  // What formats stacks can be replaced, and may then give anything.
  if (typeof stack !== 'string') return '';
  const own = ownFolder();
  const [, ...lines] = stack.split('\n');
  return lines.filter((line) => !framesOfExpect.test(line) && !(own !== '' && line.includes(own))).join('\n');
}

/** The same error, which points at the line of the test that it is about. */
export function placedAt<Failure extends Error>(error: Failure, { frames }: CallSite): Failure {
  error.stack = `${error.name}: ${error.message}\n${frames}`;
  return error;
}

/** Without a response, nothing on the error's stack leads to the line that asked: it is put there. */
export function placing<Value>(
  asking: Promise<Value>,
  below: (...given: never[]) => unknown,
): Promise<Value> {
  const site = callSite(below);
  return asking.catch((error: unknown) => {
    throw error instanceof ExpectCorsError ? placedAt(error, site) : error;
  });
}
