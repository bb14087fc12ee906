import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import {
  configure,
  type CorsMatchers,
  type CrossOriginRequest,
  resetConfiguration,
  simulateFetch,
} from '../../src/index.js';
import { page } from '../apps/causes/parts.js';
import { failureOf } from '../support/failure-of.js';
import type { MakeExpress, WarningCase } from '../apps/causes/cause-case.js';
import { warningCases } from '../apps/causes/index.js';

afterEach(resetConfiguration);

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

function asserted(it: CorsMatchers, warning: string, request: CrossOriginRequest): Promise<void> {
  const { origin = page, ...rest } = request;
  return warning === 'rejected-with-server-error'
    ? it.toRejectOrigin(origin, { ...rest, control: page })
    : it.toVaryOnOrigin(request);
}

describe('what shows beside other answers fails where warnings are errors', () => {
  const beside = rows.filter(({ theCase }) => notInOneOutcome.includes(theCase.warning));
  test.each(beside)('$name', async ({ theCase: { warning, wrong, control, request }, make }) => {
    configure({ warnings: [warning] });
    const { origin = page, ...rest } = request;
    const assert = (app: unknown): Promise<void> => asserted(expect(app), warning, { ...rest, origin });
    const message = await failureOf(assert(wrong(make)));
    expect(message.split('\n').filter((line) => /^(Verdict|Warning| {18}\S)/.test(line))).toMatchSnapshot();
    await assert(control(make));
  });
});
