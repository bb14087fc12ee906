import { beforeAll, expect, test } from '@jest/globals';
import { describeJudged } from './describe.js';
import { frameworks } from './draft.js';
import { faults } from './faults/index.js';
import { draftOf, isFound, judge, type Judged } from './judge.js';

/** `npm run test:generated -- --seed 7 --only 12` shows one of them alone; without `--only` it takes as many as wanted. */
const seed = 7;
const apps = 150;
const judged: Judged[] = [];

beforeAll(async () => {
  for (let index = 0; index < apps; index += 1) judged.push(await judge(seed, index));
}, 120_000);

/** What is said of those that are not as they should be. */
function failing(isWrong: (one: Judged) => boolean): string {
  return judged.filter(isWrong).map(describeJudged).join('\n\n');
}

test('no cause is certain and wrong', () => {
  expect(failing(({ result }) => result === 'wrong and certain')).toBe('');
});

test('the true cause is the first or among the alternatives in 95 of 100', () => {
  const explained = judged.filter(({ diagnosis }) => diagnosis !== undefined);
  const missed = explained.filter((one) => !isFound(one));
  const isEnough = missed.length <= explained.length * 0.05;
  expect(isEnough ? '' : missed.map(describeJudged).join('\n\n')).toBe('');
});

test('no function is named that has not done it', () => {
  expect(failing(({ wrongCulprit }) => wrongCulprit !== undefined)).toBe('');
});

test('every fix is written for the framework of the app, and opens no more than was asked for', () => {
  expect(failing(({ unfit }) => unfit.length > 0)).toBe('');
});

test('without its faults nearly every app lets the page in, and each responds', () => {
  expect(failing(({ result }) => result === 'no response')).toBe('');
  expect(judged.filter(({ result }) => result === 'not healthy').length).toBeLessThan(apps * 0.03);
});

test('every framework and every fault is drawn, and the same ones for the same seed', () => {
  const drafts = Array.from({ length: 3000 }, (_, index) => draftOf(seed, index));
  expect(new Set(drafts.map(({ draft }) => draft.framework)).size).toBe(frameworks.length);
  expect(new Set(drafts.flatMap((one) => one.faults)).size).toBe(faults.length);
  expect(draftOf(seed, 12)).toEqual(drafts[12]);
});
