import { ExpectCorsError } from '../errors/expect-cors-error.js';

/** The same error, which points at the line of the test that it is about. */
export function placedAt<Failure extends Error>(error: Failure, frames: string): Failure {
  error.stack = `${error.name}: ${error.message}\n${frames}`;
  return error;
}

/** The frames of whoever called the function `below`, as the lines of a stack. */
export function framesBelow(below: (...given: never[]) => unknown): string {
  const captured: { stack?: string } = {};
  Error.captureStackTrace(captured, below);
  const [, ...frames] = (captured.stack ?? '').split('\n');
  return frames.join('\n');
}

/** No answer came: the line that asked is told, for nothing else on the stack leads there. */
export function placing<Value>(
  asking: Promise<Value>,
  below: (...given: never[]) => unknown,
): Promise<Value> {
  const frames = framesBelow(below);
  return asking.catch((error: unknown) => {
    throw error instanceof ExpectCorsError ? placedAt(error, frames) : error;
  });
}
