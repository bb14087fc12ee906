import { expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { simulateFetch } from '../../src/index.js';
import type { CauseCase, MakeExpress, WarningCase } from './causes/cause-case.js';
import { causeCases } from './causes/index.js';

type Row<C> = readonly [name: string, theCase: C, makeExpress: MakeExpress];

/** Each case with each framework it is for. */
function rowsOf<C extends CauseCase | WarningCase>(cases: readonly C[]): Row<C>[] {
  return cases.flatMap((theCase) => {
    const id = 'cause' in theCase ? theCase.cause : theCase.warning;
    const name = (on: string): string => `${id}, ${on}: ${theCase.title}`;
    if (theCase.framework !== undefined) return [[name(theCase.framework), theCase, express] as const];
    return theCase.on.map((on) => [name(on), theCase, on === 'express 4' ? express4 : express] as const);
  });
}

const rows = rowsOf(causeCases);

test.each(rows)('%s', async (_, { wrong, control, request, controlRequest, expected, code }, makeExpress) => {
  const withMistake = await simulateFetch(wrong(makeExpress), request);
  expect({ allowed: withMistake.allowed, code: withMistake.code }).toEqual({
    allowed: expected === 'refused',
    code,
  });
  const fixed = await simulateFetch(control(makeExpress), controlRequest ?? request);
  expect({ allowed: fixed.allowed, code: fixed.code }).toEqual({
    allowed: expected === 'allowed',
    code: expected === 'allowed' ? null : 'MissingAllowOriginHeader',
  });
});
