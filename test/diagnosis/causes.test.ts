import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { type CauseId, diagnose, type Diagnosis, simulateFetch } from '../../src/index.js';
import { catalogue } from '../../src/diagnosis/catalogue/index.js';
import { causeIds } from '../../src/diagnosis/cause.js';
import type { CauseCase, MakeExpress } from '../apps/causes/cause-case.js';
import { causeCases } from '../apps/causes/index.js';

const versions: Record<string, MakeExpress> = { 'express 4': express4, 'express 5': express };

const rows = causeCases.flatMap((theCase) => {
  const on = theCase.framework === undefined ? theCase.on : [theCase.framework];
  const nameOf = (where: string): string => `${theCase.cause}, ${where}: ${theCase.title}`;
  return on.map((where) => ({ name: nameOf(where), theCase, make: versions[where] ?? express }));
});

async function diagnosisOf(app: unknown, request: CauseCase['request']): Promise<Diagnosis> {
  return diagnose(await simulateFetch(app as never, request));
}

/** What cannot be proven without sending a request that may change something, or another one than was asked for. */
const undecided: Readonly<Record<string, CauseId>> = {
  // Whether the handler of the PUT sets headers by hand is not known before it is called.
  'nobody thought of it, before a PUT': 'no-cors-headers',
  'headers by hand in the handler': 'no-cors-headers',
  // Nor is it known what the handler does where it succeeds.
  'headers by hand where the handler succeeds': 'no-cors-headers',
  'the handler throws before it sets the header': 'no-cors-headers',
};

/** Another cause that is as true, of the exchange that decides. */
const alsoTrue: Readonly<Record<string, CauseId>> = {
  'app.options(path, cors()) beside cors(options), with cookies': 'wildcard-with-credentials',
  'OPTIONS by hand, the route by cors()': 'origin-not-listed',
};

describe('the cause, and who did it', () => {
  test.each(rows)('$name', async ({ theCase, make }) => {
    const { title, cause, culprit } = theCase;
    const diagnosis = await diagnosisOf(theCase.wrong(make), theCase.request);
    const certainty = title in undecided ? 'likely' : 'certain';
    const told = undecided[title] ?? alsoTrue[title] ?? cause;
    expect({ cause: diagnosis.cause, certainty: diagnosis.certainty }).toEqual({ cause: told, certainty });
    if (title in undecided) expect([diagnosis.cause, ...diagnosis.alternatives]).toContain(cause);
    // A function that calls another one is known by its layer.
    const { function: name, layer } = diagnosis.culprit ?? {};
    if (culprit !== undefined) expect([name, layer?.name]).toContain(culprit);
  });
});

describe('no cause of a refusal is claimed where the page is let in', () => {
  const allowed = rows.filter(({ theCase }) => theCase.expected === 'allowed');
  test.each(allowed)('$name, mended', async ({ theCase, make }) => {
    const { control, request, controlRequest = request } = theCase;
    const { cause } = await diagnosisOf(control(make), controlRequest);
    expect([
      'any-origin-allowed',
      'any-origin-reflected',
      'origin-is-listed',
      'pattern-too-loose',
      'null-is-allowed',
    ]).toContain(cause);
  });
});

test('the catalogue has every cause once', () => {
  expect(catalogue.map(({ id }) => id).sort()).toEqual([...causeIds].sort());
});

test('at most eight exchanges are made to tell why, and nothing unsafe', async () => {
  for (const { theCase, make } of rows) {
    const { probes } = await diagnosisOf(theCase.wrong(make), theCase.request);
    expect(probes.length).toBeLessThanOrEqual(7);
    expect(probes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))).toEqual([]);
  }
});
