import { dirname, extname, join, relative } from 'node:path';
import { withoutComments } from './app-in-text.js';
import type { Project } from './project.js';

/** A test file to be written. */
export interface TestPlace {
  /** From the folder of the project, with slashes. */
  readonly file: string;
  readonly isTypeScript: boolean;
  /** Whether it is written with `import`, or with `require`. */
  readonly isModule: boolean;
}

const test = /(^|\/)[\w.-]+[.-](test|spec)\.[cm]?[jt]s$/;
const folders = /(^|\/)(tests?|specs?|__tests__)\//;

/**
 * Where a test goes, and in which language: beside the tests that are there, or else into `test/`.
 *
 * @param app The path of the module with the app; undefined for a URL.
 */
export function testPlace(project: Project, app: string | undefined): TestPlace {
  const { isModule, files } = project;
  const ending = extname(app ?? '');
  const isTypeScript = app === undefined ? files.includes('tsconfig.json') : /^\.[cm]?ts$/.test(ending);
  const beside = app === undefined ? '' : relative(project.folder, dirname(app)).replaceAll('\\', '/');
  const tests = files.filter((file) => test.test(file));
  const model =
    tests.find((file) => folders.test(file)) ?? tests.find((file) => dirname(file) === (beside || '.'));
  const [, kind = '.test'] = /([.-](?:test|spec))\.\w+$/.exec(model ?? '') ?? [];
  const isOther = ending === '.mjs' && !isModule;
  const name = `cors${kind}.${isTypeScript ? 'ts' : isOther ? 'mjs' : 'js'}`;
  return {
    file: model === undefined ? `test/${name}` : join(dirname(model), name).replaceAll('\\', '/'),
    isTypeScript,
    isModule: isTypeScript || isOther || isModule || project.runner === 'vitest' || isImporting(project, app),
  };
}

/** With Babel, or by Node's own detection, a module need not be declared as one. */
function isImporting({ folder, read }: Project, app: string | undefined): boolean {
  return app !== undefined && /^(import|export)\b/m.test(withoutComments(read(relative(folder, app))));
}

/** How a module is named in an import of a test: as the runner of the project finds it. */
export function specifierOf(project: Project, { file, isModule }: TestPlace, path: string): string {
  const ending = extname(path);
  const place = relative(dirname(join(project.folder, file)), path).replaceAll('\\', '/');
  const from = place.startsWith('.') ? place : `./${place}`;
  const bare = from.slice(0, -ending.length);
  if (/^\.[cm]?tsx?$/.test(ending)) {
    if (project.runner === 'node' && !project.has('tsx', 'ts-node')) return from;
    return isNodeNext(project) ? bare + ending.replace(/tsx?/, 'js') : bare;
  }
  return ending === '.js' && !isModule ? bare : from;
}

/** TypeScript wants the ending of the JavaScript then, which Jest finds only if it is configured to. */
function isNodeNext({ read, runner, config = '', isModule }: Project): boolean {
  if (!isModule || !/"module(Resolution)?"\s*:\s*"node(16|18|20|next)"/i.test(read('tsconfig.json')))
    return false;
  return runner !== 'jest' || read(config).includes('moduleNameMapper');
}
