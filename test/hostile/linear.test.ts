import { describe, expect, jest, test } from '@jest/globals';
import { fillers } from './fillers.js';
import { growthFault } from './growth.js';
import {
  type Hostile,
  hostileTo,
  type Pattern,
  patternsIn,
  patternsOfSources,
  runPattern,
} from './patterns.js';
import { readers } from './readers.js';
import { heads, judged, scenes } from './scenes.js';

// A busy machine may take many times as long; what is judged is a ratio.
jest.setTimeout(120_000);

const textOf = ({ prefix, filler, end }: Hostile, size: number): string =>
  prefix + filler.repeat(size / filler.length) + end;

/** Between two characters that are not stripped, of which the last fits the end of nothing. */
const within = (filler: string): Hostile => ({ prefix: 'x', filler, end: 'x' });

/** An error may quote the whole input, and a runner takes minutes to print it. */
const shortened = (error: unknown): string => String(error).slice(0, 200);

/** The first of the inputs that takes a time out of proportion; empty where none does. */
async function faultsIn(
  inputs: readonly Hostile[],
  run: (text: string) => unknown,
  ...rest: [sizes?: readonly number[], least?: number]
): Promise<string[]> {
  for (const input of inputs) {
    const fault = await growthFault((size) => run(textOf(input, size)), ...rest).catch(shortened);
    if (fault !== undefined) return [`${JSON.stringify(input)}: ${fault}`];
  }
  return [];
}

/** In small steps: what doubles with each character is found where it takes milliseconds. */
const small = [16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 160, 200, 256, 2_048];

/** Short texts first: what doubles with each character is never given many. */
async function faultsOf(pattern: Pattern): Promise<string[]> {
  for (const input of hostileTo(pattern)) {
    const isSlow = small.some((size) => {
      const begin = performance.now();
      runPattern(pattern, textOf(input, size));
      return performance.now() - begin > 0.1;
    });
    if (!isSlow) continue;
    const sizes = [...small, 16_384];
    const faults = await faultsIn(
      [input],
      (text) => {
        runPattern(pattern, text);
      },
      sizes,
      5,
    );
    if (faults.length > 0) return faults;
  }
  return [];
}

describe('the time of a pattern grows with the text', () => {
  test.each([
    ['/^[ ]+|[ ]+$/g', 'blanks inside'],
    ["new RegExp('(a+)+b')", 'one repetition in another'],
    ['/^ {4}at (.+?) \\((.+)\\)$/', 'brackets that are not closed'],
    ['/^(async\\s+)?\\(?\\s*b/', 'two repetitions of the same, one after the other'],
    ['/;.*;$/', 'a beginning in many places'],
    ['/ \\[as [^\\]]+\\]$/', 'a beginning of several characters'],
    ['/^(a|b(/x.*y.*z))$/', 'in an alternative'],
  ])('%s, which does not (%s), is found', async (source) => {
    const [pattern] = patternsIn('a.ts', `call(${source.replace('(/x', '(\\/x')});`);
    expect(pattern && (await faultsOf(pattern))).toHaveLength(1);
  });

  test('all patterns of the sources', async () => {
    const patterns = patternsOfSources();
    const found: string[] = [];
    for (const pattern of patterns)
      for (const fault of await faultsOf(pattern))
        found.push(`${pattern.place} /${pattern.source}/: ${fault}`);
    expect(patterns.length).toBeGreaterThan(150);
    expect(found).toEqual([]);
  });
});

describe('the time of what reads a text grows with the text', () => {
  test.each(Object.entries(readers))('%s', async (_, read) => {
    expect(await faultsIn(fillers.map(within), read)).toEqual([]);
  });
});

describe('the time of a verdict, its words and its cause grows with a header', () => {
  test.each(scenes)(
    '$title',
    async (scene) => {
      expect(
        await faultsIn([' ', ',', '"', ';', '(', '/', '\xe9', 'a,'].map(within), (value) =>
          judged(scene, value),
        ),
      ).toEqual([]);
    },
    30_000,
  );

  test.each(heads)('many lines: %s', async (_, head, request) => {
    expect(await growthFault((size) => judged({ request, answers: () => head(size) }, ''))).toBeUndefined();
  });
});
