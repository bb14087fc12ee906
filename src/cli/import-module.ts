import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../errors/usage-error.js';

/**
 * Loads a module by its path, whatever its kind; TypeScript with tsx where the project has it, or else by Node itself.
 *
 * @throws {UsageError} `missing-dependency` for TypeScript without either. What the module throws is thrown.
 */
export async function importModule(path: string): Promise<unknown> {
  if (['.ts', '.mts', '.cts', '.tsx'].includes(extname(path))) await registerTypeScript(path);
  return importUrl(pathToFileURL(path).href);
}

const importUrl = (url: string): Promise<unknown> => import(url);

async function registerTypeScript(path: string): Promise<void> {
  // Both: what is imported may require, and the reverse.
  const found = ['./cjs/api', './esm/api'].map((entry) => entryOfTsx(path, entry));
  for (const api of found) {
    if (api === undefined) continue;
    const { register } = (await importUrl(pathToFileURL(api).href)) as { register: () => unknown };
    register();
  }
  if (found.some((api) => api !== undefined)) process.setSourceMapsEnabled(true);
  else if (!Reflect.get(process.features, 'typescript'))
    throw new UsageError(
      'missing-dependency',
      `TypeScript needs tsx, or Node 22.18 and later; this is ${process.version}: npm install --save-dev tsx`,
    );
}

/** The module for import() of an entry, where the project has tsx: its other one cannot be loaded by every Node. */
function entryOfTsx(path: string, entry: string): string | undefined {
  try {
    const manifest = createRequire(path).resolve('tsx/package.json');
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    const file = exports[entry]?.import.default;
    return file === undefined ? undefined : join(dirname(manifest), file);
  } catch {
    return undefined;
  }
}

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly import: { readonly default: string } } | undefined>>;
}
