import { ExpectCorsError } from '../errors/expect-cors-error.js';

/** The same error, which points at the line of the test that it is about. */
export function placedAt<Failure extends Error>(error: Failure, frames: string): Failure {
  error.stack = `${error.name}: ${error.message}\n${frames}`;
  return error;
}

/** The frames of whoever called the function `below`, as the lines of a stack. */
export function framesBelow(below: (...given: never[]) => unknown): string {
  return framesOf(captured(below));
}

interface Captured {
  stack?: string;
}

/** What it costs to turn the frames into text is paid by those who ask for it. */
function captured(below: (...given: never[]) => unknown): Captured {
  const frames: Captured = {};
  Error.captureStackTrace(frames, below);
  return frames;
}

function framesOf({ stack = '' }: Captured): string {
  const [, ...frames] = stack.split('\n');
  return frames.join('\n');
}

/** Without a response, nothing on the error's stack leads to the line that asked: it is put there. */
export function placing<Value>(
  asking: Promise<Value>,
  below: (...given: never[]) => unknown,
): Promise<Value> {
  const frames = captured(below);
  return asking.catch((error: unknown) => {
    throw error instanceof ExpectCorsError ? placedAt(error, framesOf(frames)) : error;
  });
}
