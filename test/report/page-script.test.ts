import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { script } from '../../src/report/page/script/index.js';

// The page's script is kept as text, out of the compiler's sight: its types are checked here, with those of the DOM.

function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    strict: true,
    noUnusedLocals: true,
    noImplicitReturns: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const plain = ts.createCompilerHost(options);
  host.fileExists = (name) => name in files || plain.fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name in files
      ? ts.createSourceFile(name, files[name] ?? '', ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS)
      : plain.getSourceFile(name, ...rest);
  const program = ts.createProgram(Object.keys(files), options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file?.text.slice(0, start).split('\n').length ?? 0;
    return `${file?.fileName ?? ''}:${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

test('has types that fit, and nothing that is not used', () => {
  // The second file shows that faults are found.
  expect(faultsOf({ 'page.js': script, 'other.js': 'document.title = 1;' })).toEqual([
    "other.js:1: Type 'number' is not assignable to type 'string'.",
  ]);
});

test('never reads text as HTML or as code', () => {
  expect(script).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|setAttribute\('(on|style|href|src)/,
  );
});

test('asks for nothing', () => {
  expect(script).not.toMatch(
    /\bfetch\(|XMLHttpRequest|import\(|new (Image|Worker|WebSocket|EventSource)|sendBeacon|localStorage|cookie/,
  );
});

test('ends no script of the page', () => {
  expect(script).not.toMatch(/<\/?script|<!--/i);
});
