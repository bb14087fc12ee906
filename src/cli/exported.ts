import { UsageError } from '../errors/usage-error.js';
import { frameworkOf, awaited } from '../http/framework.js';
import { checkTarget, type Target } from '../http/target.js';
import { enumerate, nearest } from '../text/sentence.js';

/** What a module exports, by name. CommonJS seen through an import has all of it in `default` as well. */
export function exportsOf(loaded: unknown): ReadonlyMap<string, unknown> {
  if (!isBag(loaded)) return new Map([['default', loaded]]);
  const own = Object.entries(loaded).filter(([name]) => name !== 'module.exports' && name !== '__esModule');
  const inner: unknown = Reflect.get(loaded, 'default');
  if (!isBag(inner)) return new Map(own.filter(([, value]) => value !== undefined));
  const named = own.filter(([name]) => name !== 'default');
  return new Map([...exportsOf(inner), ...named]);
}

/** A plain object, which holds exports and is not an app. */
function isBag(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const isModule = Reflect.get(value, Symbol.toStringTag) === 'Module' || Object.hasOwn(value, '__esModule');
  if (isModule) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  // Fastify's instances are plain objects, and so is what Bun and Workers export.
  return isPlain && !['fetch', 'listen'].some((name) => typeof Reflect.get(value, name) === 'function');
}

/**
 * The export to take: the one that is named, `app`, or `default`; undefined where there is none of these.
 *
 * @throws {UsageError} `unknown-target` where none has the name that is asked for.
 */
export function chosenExport(
  all: ReadonlyMap<string, unknown>,
  name: string | undefined,
  file: string,
): { readonly name: string; readonly value: unknown } | undefined {
  const chosen = name ?? ['app', 'default'].find((usual) => all.has(usual));
  if (chosen !== undefined && all.has(chosen)) return { name: chosen, value: all.get(chosen) };
  if (name === undefined) return undefined;
  const names = [...all.keys()];
  const suggestion = nearest(name, names);
  const advice =
    suggestion === undefined
      ? `It exports ${names.length === 0 ? 'nothing' : enumerate(names)}.`
      : `Did you mean ${file}#${suggestion}?`;
  throw new UsageError('unknown-target', `${file} has no export "${name}". ${advice}`, {
    value: name,
    suggestion,
  });
}

/**
 * The app that an export is, makes, or promises.
 *
 * @throws {UsageError} `unknown-target` where it is none.
 */
export async function appFrom(exported: unknown, what: string): Promise<Target> {
  const made = isFactory(exported) ? await madeBy(exported, what) : await awaited(exported);
  try {
    checkTarget(made);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const [why = ''] = error.message.split('\n\n');
    const own = why
      .replace(/\bPass the app itself: expect\(app\)/, 'Export the app itself')
      .replace('Pass ', 'Export ');
    throw new UsageError('unknown-target', `${what} is not an app. ${own}`, { value: made });
  }
  return made as Target;
}

type Factory = (...given: unknown[]) => unknown;

/** A listener takes two arguments or more; what takes none, or options, makes an app. */
function isFactory(value: unknown): value is Factory {
  if (typeof value !== 'function' || value.length > 1 || frameworkOf(value) !== undefined) return false;
  return !['use', 'handle', 'emit'].some((name) => name in value);
}

async function madeBy(factory: Factory, what: string): Promise<unknown> {
  try {
    return await awaited(factory());
  } catch (error) {
    const message = String(Reflect.get(Object(error) as object, 'message') ?? error);
    throw new UsageError(
      'unknown-target',
      `${what} is called without arguments to make the app, and fails: ${message}`,
      { cause: error },
    );
  }
}
