import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { documents, proseOf, rootOfProject, sourceFiles, textsOf } from './texts.js';
import { bannedTurns } from './turns.js';

/** Folders whose texts have not been read through yet. Remove one when its texts are mended. */
const stillToDo: readonly string[] = [
  'app',
  'ask',
  'browser',
  'claims',
  'contract',
  'entry',
  'errors',
  'failure',
  'http',
  'journal',
  'matchers',
  'preflight',
  'request',
  'runner',
  'standard',
  'text',
];
/** Made of the evidence in src/browser, which is still to do. */
const documentsStillToDo: readonly string[] = ['docs/conformance.md'];
/** Read through although its folder is not. */
const doneInside: readonly string[] = ['ask/warnings.ts'];
/** What browsers say in their own words. */
const quotations: readonly string[] = ['browser/console'];

const isIn = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
const isDone = (file: string): boolean => isIn(file, doneInside) || !isIn(file, stillToDo);
const read = sourceFiles.filter((file) => !isIn(file, quotations) && isDone(file));

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

test.each(documents.filter((path) => !documentsStillToDo.includes(path)))('%s has no banned turn', (path) => {
  const lines = proseOf(join(rootOfProject, path)).split(/\n{2,}|\n(?=[-|*#\d])/);
  expect(lines.flatMap((line) => turnsIn(path, line.replaceAll('\n', ' ')))).toEqual([]);
});

test('every folder that is still to do exists', () => {
  const folders = new Set(sourceFiles.map((file) => file.split('/')[0]));
  expect(stillToDo.filter((folder) => !folders.has(folder))).toEqual([]);
});
