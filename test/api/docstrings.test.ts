import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { checker, entries, type Exported } from './exports.js';

const all = entries.flatMap(({ name, exported }) =>
  exported.map((each) => ({ title: `${name}: ${each.name}`, ...each })),
);

function isDocumented(symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

function hasExample(symbol: ts.Symbol): boolean {
  return symbol.getJsDocTags(checker).some(({ name }) => name === 'example');
}

/** Fields and methods a user can see: none that are private, inherited, well-known symbols or of a library. */
function membersOf({ declaration }: Exported): ts.Symbol[] {
  const members =
    ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration) ? declaration.members : [];
  return members.flatMap((member: ts.ClassElement | ts.TypeElement) => {
    const isHidden = ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private;
    if (isHidden || member.name === undefined || !ts.isIdentifier(member.name)) return [];
    return checker.getSymbolAtLocation(member.name) ?? [];
  });
}

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
  const matchers = all.filter(({ name }) => name === 'CorsMatchers').flatMap(membersOf);
  expect(matchers.map(({ name }) => name)).toContain('toAllowOrigin');
  expect(matchers.filter((matcher) => !hasExample(matcher)).map(({ name }) => name)).toEqual([]);
});

describe('every field says what it is:', () => {
  test.each(all.filter((exported) => membersOf(exported).length > 0))('$title', (exported) => {
    const silent = membersOf(exported).filter((symbol) => !isDocumented(symbol));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

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
