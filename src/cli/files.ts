import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import type { Terminal } from './streams.js';

type Place = Pick<Terminal, 'folder'>;

export function pathOf(name: string, { folder }: Place): string {
  return resolve(folder, name);
}

/**
 * @param what What it should hold: `a JSON report`.
 * @throws {UsageError} `invalid-value`.
 */
export function readJson(name: string, what: string, place: Place): unknown {
  try {
    return JSON.parse(readText(name, place));
  } catch (error) {
    throw unreadable(`${name} is not ${what}`, name, error);
  }
}

/** @throws {UsageError} `invalid-value`. */
export function readFile(name: string, place: Place): string {
  try {
    return readText(name, place);
  } catch (error) {
    throw unreadable(`${name} cannot be read`, name, error);
  }
}

/** @throws {UsageError} `invalid-value`. */
export function writeFile(name: string, text: string, place: Place): void {
  try {
    writeFileSync(pathOf(name, place), text);
  } catch (error) {
    throw unreadable(`${name} cannot be written`, name, error);
  }
}

function readText(name: string, place: Place): string {
  return readFileSync(pathOf(name, place), 'utf8');
}

function unreadable(what: string, value: string, cause: unknown): UsageError {
  const why = String(Reflect.get(Object(cause) as object, 'message') ?? cause);
  return new UsageError('invalid-value', `${what}: ${why}`, { value, cause });
}
