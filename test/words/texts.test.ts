import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { documents, proseOf, rootOfProject, sourceFiles, textsOf } from './texts.js';
import { bannedTurns } from './turns.js';

/** What browsers say in their own words. */
const quotations: readonly string[] = ['browser/console'];

const read = sourceFiles.filter((file) => !quotations.some((folder) => file.startsWith(`${folder}/`)));

function turnsIn(place: string, text: string): string[] {
  return bannedTurns.flatMap(({ turn, instead }) => {
    const found = turn.exec(text);
    return found === null ? [] : [`${place}: "${found[0]}" (${instead}) in: ${text}`];
  });
}

test('the texts that users read, in one list', () => {
  const list = read.flatMap((file) => {
    const texts = [...new Set(textsOf(file).map(({ text }) => text.trim()))];
    return texts.length === 0
      ? []
      : [`${file}\n${texts.map((text) => `  ${text.replaceAll('\n', '\n  ')}`).join('\n')}`];
  });
  expect(list.join('\n\n')).toMatchSnapshot();
});

test('no text has a banned turn', () => {
  expect(read.flatMap((file) => textsOf(file).flatMap(({ text }) => turnsIn(`src/${file}`, text)))).toEqual(
    [],
  );
});

test.each(documents)('%s has no banned turn', (path) => {
  const lines = proseOf(join(rootOfProject, path)).split(/\n{2,}|\n(?=[-|*#\d])/);
  expect(lines.flatMap((line) => turnsIn(path, line.replaceAll('\n', ' ')))).toEqual([]);
});
