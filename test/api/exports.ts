import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..', '..');

/** A name that users import, and what it stands for. */
export interface Exported {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'value' | 'type';
  /** Without the alias of the entry. */
  readonly symbol: ts.Symbol;
  readonly declaration: ts.Declaration;
}

interface Entry {
  /** As it is imported: `expect-cors/jest`. */
  readonly name: string;
  /** The path of its source. */
  readonly file: string;
  readonly exported: readonly Exported[];
}

function entryFiles(): (readonly [string, string])[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { import: object }>;
  };
  return Object.entries(exports).flatMap(([path, target]) => {
    if (typeof target === 'string') return [];
    const file = path === '.' ? 'index.ts' : join('entry', `${path.slice(2)}.ts`);
    return [[path.replace('.', 'expect-cors'), join(root, 'src', file)] as const];
  });
}

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
  config: object;
};
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const program = ts.createProgram(
  entryFiles().map(([, file]) => file),
  options,
);
export const checker = program.getTypeChecker();

function kindOf({ flags }: ts.Symbol): Exported['kind'] {
  if (flags & ts.SymbolFlags.Function) return 'function';
  if (flags & ts.SymbolFlags.Class) return 'class';
  return flags & ts.SymbolFlags.Value ? 'value' : 'type';
}

function exportedFrom(file: string): Exported[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  // An entry without exports is no module to TypeScript, or one that imports only.
  const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
  return symbols
    .map((exported) => {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
      const [declaration] = symbol.declarations ?? [];
      if (declaration === undefined) throw new Error(`${exported.name} is declared nowhere`);
      const isTypeOnly = exported.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration) === true;
      return {
        name: exported.name,
        kind: isTypeOnly ? 'type' : kindOf(symbol),
        symbol,
        declaration,
      } as const;
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The entries of package.json, with what each exports, by its sources. */
export const entries: readonly Entry[] = entryFiles().map(([name, file]) => ({
  name,
  file,
  exported: exportedFrom(file),
}));
