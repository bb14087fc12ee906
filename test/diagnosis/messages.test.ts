import { describe, expect, test } from '@jest/globals';
import express from 'express';
import { causeIds } from '../../src/diagnosis/cause.js';
import type { CauseCase } from '../apps/causes/cause-case.js';
import { causeCases } from '../apps/causes/index.js';
import { failureOf } from '../support/failure-of.js';

/** What the developer asserts, which fails on the wrong app. */
function failure({ wrong, request, expected }: CauseCase): Promise<string> {
  const { origin = '', ...rest } = request;
  const app = wrong(express);
  return failureOf(
    expected === 'allowed'
      ? expect(app).toAllowOrigin(origin, rest)
      : expect(app).toRejectOrigin(origin, rest),
  );
}

const first = causeIds.flatMap((id) => {
  const isAsked = ({ cause, request: { mode = 'cors' } }: CauseCase): boolean =>
    cause === id && mode === 'cors';
  return causeCases.find(isAsked) ?? [];
});

describe('the whole message', () => {
  test.each(first)('$cause: $title', async (theCase) => {
    expect(await failure(theCase)).toMatchSnapshot();
  });
});

test('no message is longer than 25 lines', async () => {
  const asked = causeCases.filter(({ request: { mode = 'cors' } }) => mode === 'cors');
  const messages = await Promise.all(asked.map(failure));
  expect(messages.filter((message) => message.split('\n').length > 25)).toEqual([]);
}, 60_000);
