import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import dts from 'rollup-plugin-dts';
import ts from 'typescript';

// Bundles what tsc has emitted: one file per entry, and what several of them share. All code is CommonJS, which every runner
// loads; for each entry there is a module that hands its exports on, so that no process ever holds two copies.
const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const entries = Object.keys(exports).flatMap((path) =>
  exports[path].import === undefined ? [] : [path === '.' ? 'index' : path.slice(2)],
);
const sourceOf = (entry) => (entry === 'index' ? 'index' : `entry/${entry}`);
const isPackage = (id) => !id.startsWith('.') && !isAbsolute(id);

const code = {
  input: {
    ...Object.fromEntries(entries.map((entry) => [entry, `.build/${sourceOf(entry)}.js`])),
    'set-up': '.build/entry/set-up.js',
    cli: '.build/cli/main.js',
  },
  external: isPackage,
  plugins: [
    {
      name: 'formats',
      renderDynamicImport: requireAtOnce,
      renderChunk: indentWithTabs,
      generateBundle: emitModules,
    },
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    exports: 'named',
    entryFileNames: 'cjs/[name].js',
    chunkFileNames: 'cjs/[name].js',
    // In the first is all that a set-up loads, the check of Node's version before anything else.
    manualChunks: {
      matchers: ['.build/runner/node-version.js', '.build/runner/required.js', '.build/matchers/index.js'],
      engine: ['.build/matchers/judge-call.js'],
    },
    hoistTransitiveImports: false,
    interop: 'auto',
    generatedCode: 'es2015',
  },
};

/**
 * Jest's CommonJS mode knows no import(). What is asked for is loaded at once, not a tick later: Jest loads nothing for
 * tests of `test.concurrent` any more when another one has ended. A module that is known only when it is asked for is the
 * user's, given to the command line: it may be an ES module.
 */
function requireAtOnce({ targetModuleId }) {
  if (targetModuleId === null) return null;
  return { left: 'Promise.resolve(require(', right: '))' };
}

/** A tab for four spaces makes the tarball one per cent smaller. Templates are text: their lines stay. */
function indentWithTabs(code) {
  const templates = [];
  const visit = (node) => {
    if (ts.isTemplateLiteralToken(node)) templates.push([node.getStart(file), node.end]);
    else ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('chunk.js', code, ts.ScriptTarget.Latest);
  visit(file);
  let next = 0;
  return code.replace(/^(?: {4})+/gm, (spaces, at) => {
    while (next < templates.length && templates[next][1] <= at) next += 1;
    return next < templates.length && templates[next][0] < at ? spaces : '\t'.repeat(spaces.length / 4);
  });
}

function emitModules(_, bundle) {
  const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
  emit('cjs/package.json', JSON.stringify({ type: 'commonjs' }));
  // The types of the root are a third of what is packed: one copy serves both.
  emit('esm/index.d.ts', "export * from '../cjs/index.js';\n");
  for (const { name, exports, isEntry } of Object.values(bundle))
    if (isEntry && name !== 'vitest' && name !== 'cli') emit(`esm/${name}.js`, moduleOf(name, exports));
}

/** By `require`, which is twice as quick as an import of CommonJS. */
function moduleOf(name, exports) {
  const named = exports.filter((each) => each !== 'default').join(', ');
  const all = `createRequire(import.meta.url)('../cjs/${name}.js');`;
  const lines = [
    "import { createRequire } from 'node:module';",
    exports.length === 0 ? all : `const all = ${all}`,
    ...(named === '' ? [] : [`export const { ${named} } = all;`]),
    ...(exports.includes('default') ? ['export default all.default;'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Vitest cannot be required. */
const vitest = {
  input: '.build/entry/vitest.js',
  external: () => true,
  output: {
    file: 'dist/esm/vitest.js',
    format: 'es',
    paths: (id) => (isPackage(id) ? id : './set-up.js'),
  },
};

/** What is dropped on the way, and brings the types of the runner that are added to. */
const intro = { vitest: "import 'vitest';" };

/** What is not exported is read by the compiler alone: its documentation is left out. */
function documentExports(code, { exports }) {
  const file = ts.createSourceFile('chunk.d.ts', code, ts.ScriptTarget.Latest, true);
  const hidden = file.statements.filter(({ name }) => name !== undefined && !exports.includes(name.text));
  return hidden.reduceRight((text, { pos, end }) => {
    const plain = text.slice(pos, end).replaceAll(/^[ \t]*\/\*\*.*?\*\/\n/gms, '');
    return text.slice(0, pos) + plain + text.slice(end);
  }, code);
}

const types = entries.map((entry) => ({
  input: { [entry]: `src/${sourceOf(entry)}.ts` },
  external: (id) => isPackage(id) || (entry !== 'index' && id.endsWith('../index.js')),
  plugins: [dts(), { name: 'documentation', renderChunk: documentExports }],
  output: (entry === 'index' ? ['cjs'] : ['esm', 'cjs']).map((format) => ({
    dir: `dist/${format}`,
    intro: intro[entry],
    paths: (id) => (id.endsWith('/src/index.js') ? './index.js' : id),
  })),
}));

export default [code, vitest, ...types];
