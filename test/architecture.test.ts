import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';

/**
 * Six layers, from the ground up. A file imports from its own layer or a lower one, types included, and no two folders
 * import each other, whether directly or by way of others.
 */
const layers = {
  ground: ['standard', 'text', 'state', 'errors', 'runner'],
  wire: ['http', 'app', 'browser'],
  ask: ['request', 'ask'],
  explain: ['diagnosis', 'failure', 'journal'],
  claim: ['claims', 'preflight', 'contract', 'policy', 'audit'],
  face: ['matchers', 'report', 'entry', 'cli'],
};

const source = join(__dirname, '..', 'src');
const layerOf = (folder: string): number =>
  Object.values(layers).findIndex((names) => names.includes(folder));

function sourceFiles(folder = source): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sourceFiles(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/(?:from|import\(|^import)\s*'([^']+)'/gm)].map((match) => match[1] ?? '');
}

const files = sourceFiles().map((path) => ({
  name: relative(source, path).replaceAll('\\', '/'),
  imports: importsOf(path),
  lines: readFileSync(path, 'utf8').split('\n').length - 1,
}));
const folderOf = (name: string): string =>
  (name.includes('/') ? posix.dirname(name).split('/')[0] : '') ?? '';

/** The folders of src that a folder imports from. */
const imported = new Map<string, Set<string>>();
for (const { name, imports } of files) {
  const own = imported.get(folderOf(name)) ?? new Set<string>();
  imported.set(folderOf(name), own);
  for (const specifier of imports) {
    const target = specifier.startsWith('.')
      ? folderOf(posix.join(dirname(name), specifier))
      : folderOf(name);
    if (target !== folderOf(name)) own.add(target);
  }
}
const folders = [...imported.keys()].filter((folder) => folder !== '');

test('every folder of src is in one layer', () => {
  expect(Object.values(layers).flat().sort()).toEqual(folders.sort());
});

test('a folder imports only from its own layer or from a lower one', () => {
  const upwards = folders.flatMap((from) =>
    [...(imported.get(from) ?? [])]
      .filter((to) => layerOf(to) > layerOf(from))
      .map((to) => `${from} -> ${to}`),
  );
  expect(upwards).toEqual([]);
});

test('the root imports no entry, which has side effects', () => {
  expect([...(imported.get('') ?? [])]).not.toContain('entry');
});

test('no folders import each other', () => {
  expect(circlesIn(imported)).toEqual([]);
});

test('standard and text are pure: they import nothing from outside but the MIME type parser', () => {
  const foreign = files
    .filter(({ name }) => ['standard', 'text'].includes(folderOf(name)))
    .flatMap(({ name, imports }) =>
      imports
        .filter((specifier) => !specifier.startsWith('.') && specifier !== 'whatwg-mimetype')
        .map((specifier) => `${name} -> ${specifier}`),
    );
  expect(foreign).toEqual([]);
});

test('only entry files import a test runner', () => {
  const runners = files
    .filter(({ name }) => folderOf(name) !== 'entry')
    .filter(({ imports }) => imports.some((specifier) => /^(@jest\/|jest|vitest|expect)/.test(specifier)))
    .map(({ name }) => name);
  expect(runners).toEqual([]);
});

test('no files import each other', () => {
  const graph = new Map(
    files.map(({ name, imports }) => [
      name,
      imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => posix.join(dirname(name), specifier).replace(/\.js$/, '.ts')),
    ]),
  );
  expect(circlesIn(graph)).toEqual([]);
});

function circlesIn(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' -> '));
    else for (const next of graph.get(name) ?? []) if (!done.has(next)) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return circles;
}

test('no source file is longer than 250 lines', () => {
  expect(files.filter(({ lines }) => lines > 250).map(({ name, lines }) => `${name}: ${lines}`)).toEqual([]);
});
