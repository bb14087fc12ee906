import type { Terminal } from './streams.js';

type Write = (chunk: unknown, ...rest: unknown[]) => boolean;

/**
 * What an app writes to stdout goes to stderr, each line behind `app | `: stdout is for what was asked.
 *
 * @returns How to end it.
 */
export function divertOutput({ stderr }: Pick<Terminal, 'stderr'>): () => void {
  const original = Reflect.get(process.stdout, 'write') as Write;
  let begun = '';
  const diverted: Write = (chunk, ...rest) => {
    const text = begun + (typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString());
    const lines = text.split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) stderr.write(`app | ${line}\n`);
    const done = rest.findLast((one) => typeof one === 'function');
    if (done !== undefined) queueMicrotask(done as () => void);
    return true;
  };
  Reflect.set(process.stdout, 'write', diverted);
  return () => {
    // What the app has put in its place since then stays.
    if (Reflect.get(process.stdout, 'write') === diverted) Reflect.set(process.stdout, 'write', original);
    if (begun !== '') stderr.write(`app | ${begun}\n`);
  };
}
