import { UsageError } from '../errors/usage-error.js';
import { shown } from '../request/check-values.js';
import { enumerate, nearest } from '../text/sentence.js';

/** What is wrong with a contract, each with its place. */
export class Faults {
  readonly lines: string[] = [];

  /** `routes[2].methods[0]: "get": methods are case-sensitive, write "GET"` */
  add(path: string, fault: string): void {
    this.lines.push(`${path}: ${fault}`);
  }

  /** Whether the check throws nothing; what it says is put behind the path, which it has as its label. */
  passes(path: string, check: (label: string) => unknown): boolean {
    try {
      check(`${path}:`);
      return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.lines.push(error.message.startsWith(`${path}:`) ? error.message : `${path}: ${error.message}`);
      return false;
    }
  }

  /** The value as an object of known keys; undefined if it is none. */
  object(path: string, value: unknown, known: readonly string[], where: string): Fields | undefined {
    if (!isObject(value)) {
      this.add(path, `${typeName(value)} is not a ${where}: write an object such as ${exampleOf(known)}.`);
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const suggestion = nearest(key, known);
      const advice =
        suggestion === undefined
          ? `Known keys are ${enumerate(known)}.`
          : `Did you mean ${shown(suggestion)}?`;
      this.add(path === 'contract' ? key : `${path}.${key}`, `is unknown. ${advice}`);
    }
    return value;
  }

  /** The items of a list of different strings; undefined where it is no list. */
  strings(path: string, value: unknown, example: string): Item[] | undefined {
    if (!Array.isArray(value)) {
      const advice = typeof value === 'string' ? `[${shown(value)}]` : example;
      this.add(path, `${typeName(value)} is not a list: write ${advice}.`);
      return undefined;
    }
    const seen = new Set<string>();
    return value.flatMap((item: unknown, index): Item[] => {
      const place = `${path}[${String(index)}]`;
      if (typeof item !== 'string') {
        this.add(place, `${typeName(item)} is not a string: write ${example} for the list.`);
        return [];
      }
      if (seen.has(item.toLowerCase())) {
        this.add(place, `${shown(item)} is in the list twice. Remove one of them.`);
        return [];
      }
      seen.add(item.toLowerCase());
      return [{ path: place, value: item }];
    });
  }

  flag(path: string, value: unknown): void {
    if (value === undefined || typeof value === 'boolean') return;
    this.add(path, `${typeName(value)} is not true or false.`);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export interface Item {
  readonly path: string;
  readonly value: string;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as far as it says what is wrong: an object is told by its kind only. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return shown(value);
}

function exampleOf(known: readonly string[]): string {
  return `{ ${known
    .filter((key) => !key.startsWith('$'))
    .slice(0, 3)
    .join(', ')} }`;
}
