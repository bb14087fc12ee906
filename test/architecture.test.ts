import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';

/** Levels from low to high: a file imports from its own folder or from a strictly lower level, types included. */
const levels = [
  ['standard', 'text'],
  ['errors'],
  ['transport'],
  ['express'],
  ['trace'],
  ['browser'],
  ['diagnosis'],
  ['fetch'],
  ['assertion'],
  ['journal'],
  ['preflight'],
  ['audit'],
  ['contract'],
  ['matchers'],
  ['report'],
  ['entry', 'cli'],
];

const source = join(__dirname, '..', 'src');
const levelOf = (folder: string): number => levels.findIndex((names) => names.includes(folder));

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

test('every folder of src has a level', () => {
  const unknown = files.map(({ name }) => folderOf(name)).filter((folder) => folder && levelOf(folder) < 0);
  expect(unknown).toEqual([]);
});

test('a file imports only from its own folder or from a lower level', () => {
  const violations = files.flatMap(({ name, imports }) =>
    imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.join(dirname(name), specifier))
      .filter((target) => {
        const [from, to] = [folderOf(name), folderOf(target)];
        if (from === '') return to === 'entry';
        return from !== to && levelOf(to) >= levelOf(from);
      })
      .map((target) => `${name} -> ${target}`),
  );
  expect(violations).toEqual([]);
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

test('there are no circles', () => {
  const graph = new Map(
    files.map(({ name, imports }) => [
      name,
      imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => posix.join(dirname(name), specifier).replace(/\.js$/, '.ts')),
    ]),
  );
  const circles: string[] = [];
  const visit = (name: string, trail: string[]): void => {
    if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' -> '));
    else for (const next of graph.get(name) ?? []) if (!done.has(next)) visit(next, [...trail, name]);
    done.add(name);
  };
  const done = new Set<string>();
  for (const name of graph.keys()) visit(name, []);
  expect(circles).toEqual([]);
});

test('no source file is longer than 250 lines', () => {
  expect(files.filter(({ lines }) => lines > 250).map(({ name, lines }) => `${name}: ${lines}`)).toEqual([]);
});
