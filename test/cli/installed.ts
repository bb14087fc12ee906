import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..', '..');
const source = join(root, 'src');

/** The files of a project, by their path. */
export type Files = Readonly<Record<string, string>>;

/** A folder in which a project can be laid out: with the packages of this one, and the sources as an installed package. */
export function folderWithPackages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(packages, name));
  const own = join(packages, 'expect-cors');
  const entries = ['jest', 'vitest', 'expect', 'assert', 'chai'];
  lay(own, {
    'package.json': JSON.stringify({
      name: 'expect-cors',
      exports: {
        '.': './src/index.js',
        ...Object.fromEntries(
          entries.map((name) => [`./${name}`, `./src/entry/${name}.${name === 'vitest' ? 'mjs' : 'js'}`]),
        ),
      },
    }),
    ...Object.fromEntries(
      readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [
          `src/${name.replace(/\.ts$/, name.endsWith('vitest.ts') ? '.mjs' : '.js')}`,
          compiled(name),
        ]),
    ),
  });
  return folder;
}

function compiled(name: string): string {
  return ts.transpileModule(readFileSync(join(source, name), 'utf8'), {
    compilerOptions: {
      // Vitest cannot be required.
      module: name.endsWith('vitest.ts') ? ts.ModuleKind.ES2022 : ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  }).outputText;
}

/** Writes the files of a project. */
export function lay(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** What is in a folder now, without what is installed. */
export function filesIn(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
