import { expect, test } from '@jest/globals';
import { factorScenarios, generateScenarios, mixtureScenarios } from './generate.js';
import { generateSequences } from './sequences/generate.js';

test('the same seed gives the same scenarios and sequences', () => {
  // As text: comparing some ten thousand objects part by part takes half a minute.
  const everything = (): string => JSON.stringify([generateScenarios('1'), generateSequences('1')]);
  expect(everything() === everything()).toBe(true);
});

test('another seed gives other mixtures under the same ids', () => {
  const [one, other] = [mixtureScenarios('1', 50), mixtureScenarios('2', 50)];
  expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
  expect(one).not.toEqual(other);
});

test('a mixture depends on its own number only, so that more of them change none', () => {
  expect(mixtureScenarios('1', 100).slice(0, 10)).toEqual(mixtureScenarios('1', 10));
});

test('there are enough scenarios and sequences, each with an id of its own', () => {
  expect(factorScenarios().length).toBeGreaterThanOrEqual(4000);
  expect(mixtureScenarios().length).toBeGreaterThanOrEqual(4000);
  expect(generateSequences().length).toBeGreaterThanOrEqual(100);
  const ids = [...generateScenarios(), ...generateSequences()].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z][a-z-]*-\d{4}$/.test(id))).toEqual([]);
});

test('scripted header lines are bytes that end nowhere but at a folded line', () => {
  const lines = generateScenarios().flatMap(({ hops }) =>
    hops.flatMap(({ preflight, answer }) => [...preflight.lines, ...answer.lines]),
  );
  const broken = lines.filter((line) => /[^\0-\xff]/.test(line) || /\r(?!\n)|(?<!\r)\n|\r\n\r\n/.test(line));
  expect(broken).toEqual([]);
});
