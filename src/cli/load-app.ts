import { basename, extname } from 'node:path';
import { ExpectCorsError } from '../errors/expect-cors-error.js';
import { UsageError } from '../errors/usage-error.js';
import type { Target } from '../http/target.js';
import { stackFrames } from '../runner/stack-frame.js';
import { enumerate } from '../text/sentence.js';
import { appFrom, chosenExport, exportsOf } from './exported.js';
import { HeldListeners } from './held-listeners.js';
import { modulePath, writtenModule, type WrittenModule } from './module-path.js';
import { printNote, type Terminal } from './streams.js';

/** An app that was loaded. */
export interface LoadedApp {
  readonly app: Target;
  /** Its path, and the name of its export. */
  readonly path: string;
  readonly name: string;
  /** How it is written behind its import, in `expect(…)`: `app`, `{ target: createApp }`. */
  readonly subject: string;
  /** Closes what listens since it was loaded. */
  readonly close: () => Promise<void>;
}

/** Milliseconds in which what connects to something first may begin to listen. */
const patience = 300;

/**
 * The app that a module exports.
 *
 * @throws {UsageError} `unknown-target` where it cannot be loaded, or exports no app.
 */
export async function loadApp(given: string, terminal: Terminal): Promise<LoadedApp> {
  const written = writtenModule(given);
  const path = modulePath(written, terminal);
  const held = new HeldListeners();
  const close = (): Promise<void> => held.close();
  try {
    const all = exportsOf(await loaded(path, written.file, terminal));
    const chosen = chosenExport(all, written.name, written.file);
    if (chosen === undefined) throw await nothingToTake(written, [...all.keys()], held);
    const what = `the export ${chosen.name === 'default' ? 'default' : `"${chosen.name}"`} of ${written.file}`;
    const app = await appFrom(chosen.value, what);
    held.release();
    if (held.places.length > 0) printNote(terminal, listensToo(written, held));
    const name = chosen.name === 'default' ? 'app' : chosen.name;
    const isItself = app === chosen.value;
    const isFunction = typeof chosen.value === 'function';
    const subject = isItself ? name : `{ target: ${isFunction ? '' : '() => '}${name} }`;
    return { app, path, name: chosen.name, subject, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws {UsageError} `unknown-target`, with where in the module it fails. */
async function loaded(path: string, file: string, terminal: Terminal): Promise<unknown> {
  const exit = Reflect.get(process, 'exit') as unknown;
  const trap = (code?: number | string): never => {
    const error = new Error(`it calls process.exit(${String(code ?? '')}) when it is loaded`);
    Error.captureStackTrace(error, trap);
    throw error;
  };
  Reflect.set(process, 'exit', trap);
  try {
    return await terminal.load(path);
  } catch (error) {
    if (error instanceof ExpectCorsError) throw error;
    const { name = 'Error', message = String(error), stack } = Object(error) as Partial<Error>;
    const [frame] = stackFrames(stack);
    const place = frame === undefined ? '' : `\n    at ${frame.file}:${String(frame.line)}`;
    throw new UsageError('unknown-target', `${file} cannot be loaded: ${name}: ${message}${place}`, {
      value: file,
      cause: error,
    });
  } finally {
    Reflect.set(process, 'exit', exit);
  }
}

async function nothingToTake(
  { file }: WrittenModule,
  names: readonly string[],
  held: HeldListeners,
): Promise<UsageError> {
  const isLate = names.length === 0 && held.places.length === 0;
  if (isLate) await new Promise((resolve) => setTimeout(resolve, patience));
  const said = `${file} listens when it is loaded (${enumerate(held.places)}), and exports no app. It was closed again.`;
  if (held.places.length > 0)
    return new UsageError('unknown-target', listensOnly(file, said, held.places), { value: file });
  const exported =
    names.length === 0
      ? `${file} exports nothing. Export the app: export const app = …, or module.exports = app.`
      : `${file} exports ${enumerate(names)}, and neither app nor default. Name one: ${file}#${names[0] ?? ''}`;
  return new UsageError('unknown-target', exported, { value: file });
}

/** What to do about a module that listens, and exports no app. */
export function listensOnly(file: string, said: string, places: readonly string[]): string {
  const ending = extname(file) || '.js';
  const listening = basename(file, ending) === 'app' ? `server${ending}` : basename(file);
  const port = /^port (\d+)$/.exec(places[0] ?? '')?.[1] ?? '3000';
  return [
    said,
    'Make the app in a module that exports it, and listen in another one:',
    '',
    `  export const app = express()         // app${ending}`,
    '',
    `  import { app } from './app${ending === '.ts' ? '.js' : ending}'     // ${listening}`,
    `  app.listen(${port})`,
    '',
    `Or start it, and use its URL: http://localhost:${port}`,
  ].join('\n');
}

function listensToo({ file }: WrittenModule, { places }: HeldListeners): string {
  return `${file} listens when it is loaded (${enumerate(places)}), here on another port until the end. In tests it would as well: export the app, and listen in another module.`;
}
