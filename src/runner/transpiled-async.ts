import type { StackFrame } from './stack-frame.js';

/** What TypeScript and Babel write around the generator they make of an async function. */
const helper =
  /^(__awaiter|__generator|step|fulfilled|rejected|adopt|verb|asyncGeneratorStep|_asyncToGenerator|_next|_throw|tryCatch|invoke|maybeInvokeDelegate|next)$/;
const telltale = /^(__awaiter|fulfilled|rejected|asyncGeneratorStep)$/;
const generated = /^_callee\d*\$?$/;

/** The same frames as if async functions had been left alone: their helpers are gone, and the name is on the line that ran. */
export function withoutAsyncHelpers(frames: readonly StackFrame[]): readonly StackFrame[] {
  if (!frames.some(({ function: name }) => telltale.test(name ?? ''))) return frames;
  const kept: StackFrame[] = [];
  for (let index = 0; index < frames.length; index += 1) {
    const frame = frames[index];
    if (frame === undefined) break;
    const end = endOfHelpers(frames, index);
    if (end === index) {
      kept.push(frame);
      continue;
    }
    // What called the helpers is the function itself, in Babel's way by another one: `_load`, called by `load`.
    const [shell, outer] = frames.slice(end);
    const isShell = shell !== undefined && shell.file === frame.file;
    const isTwice = isShell && outer?.file === frame.file && shell.function === `_${outer.function ?? ''}`;
    const name = isTwice ? (outer?.function ?? null) : isShell ? shell.function : null;
    kept.push({ ...frame, function: name });
    index = end - 1 + (isTwice ? 2 : isShell ? 1 : 0);
  }
  return kept;
}

/** Where the helpers around the generator at this index end; the index itself where there are none. */
function endOfHelpers(frames: readonly StackFrame[], start: number): number {
  const name = frames[start]?.function ?? null;
  if (name !== null && !generated.test(name)) return start;
  // No source map holds them, so that their file may be another.
  const after = frames.slice(start + 1);
  const end = after.findIndex((frame) => !isHelper(frame));
  const around = end < 0 ? after : after.slice(0, end);
  const isAsync = around.some(({ function: other }) => telltale.test(other ?? ''));
  return isAsync ? start + 1 + around.length : start;
}

function isHelper({ function: name, package: from }: StackFrame): boolean {
  const isTheirs = from === null || /^(tslib|@babel\/runtime|@swc\/helpers|regenerator-runtime)@/.test(from);
  return isTheirs && (name === null || helper.test(name));
}
