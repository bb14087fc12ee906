import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { checker, entries } from './exports.js';

const all = entries.flatMap(({ name, exported }) =>
  exported.map((each) => ({ title: `${name}: ${each.name}`, ...each })),
);

function isDocumented(symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

function hasExample(symbol: ts.Symbol): boolean {
  return symbol.getJsDocTags(checker).some(({ name }) => name === 'example');
}

/** The fields and methods of a type that are ours, inherited ones included. */
function membersOf(type: ts.Type): ts.Symbol[] {
  return checker.getPropertiesOfType(type).filter(({ declarations = [] }) =>
    declarations.some((declaration) => {
      const name = ts.getNameOfDeclaration(declaration);
      const isNamed = name !== undefined && ts.isIdentifier(name);
      return isNamed && !/node_modules/.test(declaration.getSourceFile().fileName);
    }),
  );
}

/**
 * The type, and all that its fields hold: of a `CorsReport` the contracts, their cells, … A target is what others have made,
 * and what is written in place is told by the field it stands at.
 */
function reachedFrom(type: ts.Type, seen: Map<ts.Type, string>, path: string): void {
  if (type.aliasSymbol?.name === 'Target' || (seen.size > 0 && type.symbol?.name === '__type')) return;
  if (type.isUnion()) {
    for (const part of type.types) reachedFrom(part, seen, path);
  } else if (checker.isArrayType(type)) {
    for (const part of checker.getTypeArguments(type as ts.TypeReference))
      reachedFrom(part, seen, `${path}[]`);
  } else if (type.flags & ts.TypeFlags.Object && !seen.has(type) && membersOf(type).length > 0) {
    seen.set(type, path);
    for (const member of membersOf(type))
      reachedFrom(checker.getTypeOfSymbol(member), seen, `${path}.${member.name}`);
  }
}

const reached = new Map<ts.Type, string>();
for (const { symbol, title } of all) reachedFrom(checker.getDeclaredTypeOfSymbol(symbol), reached, title);

test.each(all)('$title says what it is', (exported) => {
  expect(isDocumented(exported.symbol)).toBe(true);
});

test.each(all.filter(({ kind }) => kind === 'function' || kind === 'class'))(
  '$title has an example',
  ({ symbol }) => {
    expect(hasExample(symbol)).toBe(true);
  },
);

test('every matcher has an example', () => {
  const matchers = all
    .filter(({ name }) => name === 'CorsMatchers')
    .flatMap(({ symbol }) => membersOf(checker.getDeclaredTypeOfSymbol(symbol)));
  expect(matchers.map(({ name }) => name)).toContain('toAllowOrigin');
  expect(matchers.filter((matcher) => !hasExample(matcher)).map(({ name }) => name)).toEqual([]);
});

test.each([...reached].map(([type, path]) => ({ type, path })))(
  '$path: every field says what it is',
  ({ type }) => {
    const silent = membersOf(type).filter((symbol) => !isDocumented(symbol));
    expect(silent.map(({ name }) => name)).toEqual([]);
  },
);

test('a source is a link to a specification', () => {
  const sources = all.flatMap(({ name, symbol }) =>
    symbol
      .getJsDocTags(checker)
      .filter((tag) => tag.name === 'see')
      .map((tag) => [name, ts.displayPartsToString(tag.text)]),
  );
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.filter(([, link]) => !link?.startsWith('https'))).toEqual([]);
});
