import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { diagnose, simulateFetch } from '../../src/index.js';
import type { MakeExpress } from '../apps/causes/cause-case.js';
import { oddApps } from '../apps/odd/index.js';

const versions: Record<string, MakeExpress> = { 'express 4': express4, 'express 5': express };

const rows = oddApps.flatMap((odd) => {
  const on = odd.framework === undefined ? odd.on : [odd.framework];
  return on.map((where) => ({ name: `${where}: ${odd.title}`, odd, make: versions[where] ?? express }));
});

describe('no more is claimed than is true', () => {
  test.each(rows)('$name', async ({ odd, make }) => {
    const outcome = await simulateFetch((await odd.app(make)) as never, odd.request);
    expect(outcome.allowed).toBe(false);
    const { cause, certainty, culprit } = await diagnose(outcome);
    expect({ cause, certainty }).toEqual({ cause: odd.cause, certainty: odd.certainty });
    // A function that calls another one is known by its layer.
    const names = [culprit?.function ?? null, culprit?.layer?.name ?? null];
    expect(names).toContain(odd.culprit === undefined ? names[0] : odd.culprit);
  });
});
