import { readFileSync } from 'node:fs';
import type { StackFrame } from '../runner/stack-frame.js';

export type Handler = (...given: never[]) => unknown;

/** `requireAuth`, bound or not; null for a function without a name. */
export function handlerName({ name }: Handler): string | null {
  const own = name.replace(/^(bound )+/, '');
  return own === '' ? null : own;
}

/**
 * The frame, with the name of the handler that was called last, if it has none itself and its line is to be found in the
 * handler: a callback in it, or what is left of an async function that was transpiled.
 */
export function namedBy(handler: Handler | undefined, frame: StackFrame): StackFrame {
  const name = handler === undefined ? null : handlerName(handler);
  if (frame.function !== null || frame.package !== null || name === null) return frame;
  const line = squeezed(lineOf(frame).replace(/(^|\s)\/\/.*$/, ''));
  const isInside = line.length >= enough && squeezed(String(handler)).includes(line);
  return isInside ? { ...frame, function: name } : frame;
}

/** A shorter line may stand anywhere. */
const enough = 8;

function lineOf({ file, line }: StackFrame): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
  } catch {
    return ''; // bundled or virtual
  }
}

/** Without what transforms change. */
function squeezed(text: string): string {
  return text.replaceAll(/[\s;,()'"`]+/g, '');
}
