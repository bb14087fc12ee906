import { withoutComments } from './app-in-text.js';
import type { Project } from './project.js';
import { runners } from './runners.js';

/** A file to write: its text as it is, empty where there is none, and as it will be. */
export interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** How the matchers get into the `expect` of all test files. */
export interface SetUp {
  /** `none` where the runner needs none; `unsure` where a configuration cannot be changed with certainty. */
  readonly state: 'none' | 'there' | 'unsure' | Change;
  /** What the configuration needs, as it is written by hand. */
  readonly line: string;
}

export function setUpOf(project: Project): SetUp {
  const { entry } = runners[project.runner];
  if (entry === undefined) return { state: 'none', line: '' };
  const line =
    project.runner === 'jest' ? `setupFilesAfterEnv: ['${entry}']` : `test: { setupFiles: ['${entry}'] }`;
  const file = project.config ?? `${project.runner}.config.${project.runner === 'jest' ? 'js' : 'mjs'}`;
  const before = project.read(file);
  if (before.includes(entry)) return { state: 'there', line };
  if (before === '') {
    // Another one may be named in a script.
    if (Object.values(project.manifest.scripts ?? {}).some((script) => /\s(--config|-c)\b/.test(script)))
      return { state: 'unsure', line };
    return { state: { file, before, after: newConfig(project, line) }, line };
  }
  const after = file.endsWith('.json')
    ? inJson(before, file, entry)
    : inCode(before, project.runner === 'jest' ? jestPlaces : vitestPlaces, entry);
  return { state: after === undefined ? 'unsure' : { file, before, after }, line };
}

function newConfig({ runner, isModule }: Project, line: string): string {
  return `${isModule || runner === 'vitest' ? 'export default' : 'module.exports ='} { ${line} };\n`;
}

/** Where something is inserted, in order: the first that is there decides. Null: there nothing is certain. */
type Places = readonly (readonly [where: RegExp, inserted: ((entry: string) => string) | null])[];

const literal =
  /(?:\bmodule\.exports\s*=|\bexport default(?: defineConfig\()?|\bconst \w+(?:\s*:\s*[\w.]+)?\s*=(?: defineConfig\()?)\s*\{/g;

const jestPlaces: Places = [
  [/\bsetupFilesAfterEnv['"]?\s*:\s*\[/g, (entry) => `'${entry}'`],
  [/\b(setupFilesAfterEnv|projects)\b/g, null],
  [literal, (entry) => `setupFilesAfterEnv: ['${entry}']`],
];

const vitestPlaces: Places = [
  [/\bsetupFiles['"]?\s*:\s*\[/g, (entry) => `'${entry}'`],
  [/\b(setupFiles|projects|workspace)\b/g, null],
  [/\btest\s*:\s*\{/g, (entry) => `setupFiles: ['${entry}']`],
  [/\btest\s*:/g, null],
  [literal, (entry) => `test: { setupFiles: ['${entry}'] }`],
];

/** Undefined where it is not certain that this is the place, and the only one. */
function inCode(text: string, places: Places, entry: string): string | undefined {
  const read = withoutComments(text);
  const [where, inserted] = places.find(([one]) => read.search(one) !== -1) ?? [];
  const [first = '', ...others] = where === undefined ? [] : (read.match(where) ?? []);
  const [before, rest, ...more] = first === '' ? [] : text.split(first);
  if (rest === undefined || !inserted || others.length + more.length > 0) return undefined;
  const item = inserted(entry);
  const quoted = text.includes('"') && !text.includes("'") ? item.replaceAll("'", '"') : item;
  return before + first + ahead(quoted, first.endsWith('['), rest) + rest;
}

/** Written ahead of what a list or an object holds, in its lay-out. */
function ahead(item: string, isList: boolean, rest: string): string {
  if (/^\s*[\]}]/.test(rest)) return isList ? item : ` ${item} `;
  const [line = ''] = /^\r?\n[ \t]*/.exec(rest) ?? [];
  if (line !== '') return `${line}${item},`;
  return isList ? `${item}, ` : ` ${item},`;
}

/** Only where writing it anew changes nothing else. */
function inJson(text: string, file: string, entry: string): string | undefined {
  try {
    const whole = JSON.parse(text) as { jest?: object };
    const indent = /^[ \t]+/m.exec(text)?.[0] ?? 2;
    const written = (value: unknown): string =>
      JSON.stringify(value, null, indent) + (text.endsWith('\n') ? '\n' : '');
    const config = Object(file === 'package.json' ? whole.jest : whole) as {
      setupFilesAfterEnv?: readonly string[];
    };
    if (written(whole) !== text || typeof whole.jest === 'string' || 'projects' in config) return undefined;
    const added = { ...config, setupFilesAfterEnv: [entry, ...(config.setupFilesAfterEnv ?? [])] };
    return written(file === 'package.json' ? { ...whole, jest: added } : added);
  } catch {
    return undefined;
  }
}
