import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import {
  type CauseId,
  type CrossOriginRequest,
  diagnose,
  type Diagnosis,
  simulateFetch,
} from '../../src/index.js';
import type { MakeExpress } from '../apps/causes/cause-case.js';
import { causeCases } from '../apps/causes/index.js';
import { healthyApps } from '../apps/healthy.js';

async function diagnosisOf(app: unknown, request: CrossOriginRequest): Promise<Diagnosis> {
  const outcome = await simulateFetch(app as never, request);
  expect(outcome.allowed).toBe(false);
  return diagnose(outcome);
}

describe.each(healthyApps)('$title', ({ title, app, request }) => {
  // Where cors() is on the route of the PUT only, a GET is none of its business.
  const ofOthers: readonly CauseId[] = title.includes('on a route') ? ['cors-mounted-elsewhere'] : [];

  test('lets its page in, without a warning that is not true', async () => {
    const { allowed, warnings } = await simulateFetch(app(), request);
    const ids = warnings.map(({ id }) => id);
    // Both keep a preflight for a day, which no browser does.
    const isForADay = title === 'cors of hapi' || title === 'micro-cors';
    expect({ allowed, ids }).toEqual({ allowed: true, ids: isForADay ? ['max-age-capped'] : [] });
  });

  /** What is true of each, besides that it is not listed. */
  const refused: readonly (readonly [origin: string, alsoTrue: CauseId])[] = [
    ['https://evil.example', 'origin-not-listed'],
    ['https://www.app.example', 'origin-not-listed'],
    ['https://app.example.evil.example', 'origin-not-listed'],
    ['http://app.example', 'origin-scheme-differs'],
    ['https://app.example:8443', 'origin-port-differs'],
    ['http://localhost:3000', 'origin-not-listed'],
    ['http://127.0.0.1', 'origin-not-listed'],
    ['http://[::1]:3000', 'origin-not-listed'],
    ['null', 'origin-not-listed'],
  ];
  const requests: readonly (readonly [what: string, request: CrossOriginRequest])[] = [
    ['the request of its page', request],
    ['a GET', { path: '/users/1' }],
    ['a GET of nothing', { path: '/nothing' }],
    ['a GET with credentials', { path: '/users/1', credentials: 'include' }],
  ];
  const rows = refused.flatMap(([origin, alsoTrue]) =>
    requests.map(([what, question]) => ({ origin, alsoTrue, what, question })),
  );

  test.each(rows)('says nothing false of $what from $origin', async ({ origin, alsoTrue, question }) => {
    const { cause, certainty } = await diagnosisOf(app(), { ...question, origin });
    const fitting = [alsoTrue, ...(question === request ? [] : ofOthers)];
    const known: readonly (CauseId | null)[] = ['origin-not-listed', ...fitting];
    expect(certainty === 'certain' ? known : [...doubtful, alsoTrue]).toContain(cause);
  });
});

/** What may be guessed where nothing is certain: a bare answer of an app whose parts do not show has many causes. */
const doubtful: readonly (CauseId | null)[] = [null, 'origin-not-listed', 'no-cors-headers'];

const versions: Record<string, MakeExpress> = { 'express 4': express4, 'express 5': express };
const controls = causeCases.flatMap((theCase) => {
  const on = theCase.framework === undefined ? theCase.on : [theCase.framework];
  return on.map((where) => ({
    name: `${theCase.cause}, ${where}: ${theCase.title}`,
    theCase,
    make: versions[where] ?? express,
  }));
});
const ofAllowed: readonly (CauseId | null)[] = [
  'any-origin-allowed',
  'any-origin-reflected',
  'null-is-allowed',
  'origin-is-listed',
  'pattern-too-loose',
  null,
];

describe('an app that has been mended', () => {
  test.each(controls)('$name', async ({ theCase, make }) => {
    const { control, expected, controlRequest, request } = theCase;
    const outcome = await simulateFetch(control(make) as never, controlRequest ?? request);
    const { cause, certainty } = await diagnose(outcome);
    // What is to be rejected is refused because it is not listed.
    const ofRefused: readonly (CauseId | null)[] = certainty === 'certain' ? ['origin-not-listed'] : doubtful;
    expect(expected === 'allowed' ? ofAllowed : ofRefused).toContain(cause);
  });
});
