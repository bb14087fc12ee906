import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { simulateFetch } from '../../src/index.js';
import type { MakeExpress, WarningCase } from '../apps/causes/cause-case.js';
import { warningCases } from '../apps/causes/index.js';

const versions: Record<string, MakeExpress> = { 'express 4': express4, 'express 5': express };

/** What shows only when more is asked: `toVaryOnOrigin` and the audit do. */
const notInOneOutcome = [
  'vary-origin-missing',
  'vary-origin-overwritten',
  'rejected-with-server-error',
  'reflects-any-origin',
];

const rows = warningCases.flatMap((theCase) =>
  theCase.on.map((on) => ({
    name: `${theCase.warning}, ${on}: ${theCase.title}`,
    theCase,
    make: versions[on] ?? express,
  })),
);

async function warningsOf(app: unknown, request: WarningCase['request']): Promise<string[]> {
  const { warnings } = await simulateFetch(app as never, request);
  return warnings.map(({ id }) => id);
}

describe('an outcome warns of what it shows, and of nothing else', () => {
  test.each(rows)('$name', async ({ theCase, make }) => {
    const { warning, wrong, control, request, controlRequest = request } = theCase;
    const shown = notInOneOutcome.includes(warning) ? [] : [warning];
    expect(await warningsOf(wrong(make), request)).toEqual(shown);
    expect(await warningsOf(control(make), controlRequest)).toEqual([]);
  });
});

test.each(warningCases.filter(({ warning }) => !notInOneOutcome.includes(warning)))(
  'the words of $warning: $title',
  async ({ wrong, request }) => {
    const { warnings } = await simulateFetch(wrong(express) as never, request);
    expect(warnings.map(({ message }) => message)).toMatchSnapshot();
  },
);
