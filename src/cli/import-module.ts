import { pathToFileURL } from 'node:url';

/** Loads a module by its path, whatever its kind. */
export function importModule(path: string): Promise<unknown> {
  return import(pathToFileURL(path).href);
}
