import { describe, expect, test } from '@jest/globals';
import { differences } from '../../src/browser/differences.js';
import { displayNames } from '../../src/browser/browser-name.js';
import { implementations } from '../../src/browser/implementations.js';
import { registrableDomain } from '../../src/browser/site.js';
import { fetchStandard } from '../../src/standard/implementation.js';

test.each(differences.map((row) => [row.key, row] as const))(
  '%s: evidence for every engine it names',
  (_, row) => {
    expect(row.evidence).toMatch(/^Observed/);
    expect(row.evidence.length).toBeGreaterThan(40);
  },
);

test('a key has one row', () => {
  const keys = differences.map(({ key }) => key);
  expect([...new Set(keys)]).toEqual(keys);
});

test('the Fetch Standard differs in nothing', () => {
  expect(implementations['fetch-standard']).toEqual({ ...fetchStandard, registrableDomain });
  expect(differences.filter(({ values }) => 'fetch-standard' in values)).toEqual([]);
});

describe.each(Object.entries(implementations))('%s', (browser, implementation) => {
  test('does what its rows say, and the Standard elsewhere', () => {
    const own = differences.flatMap(({ key, values }) => {
      const value = Object.entries(values).find(([name]) => name === browser)?.[1];
      return value === undefined ? [] : [[key, value]];
    });
    expect(implementation).toEqual({ ...fetchStandard, registrableDomain, ...Object.fromEntries(own) });
  });

  test('looks at everything the Standard looks at', () => {
    const looked = implementation.preflightChecks;
    expect(looked).toEqual(expect.arrayContaining(['cors-check', 'status', 'method', 'headers']));
    expect(new Set(looked).size).toBe(looked.length);
  });

  test('has a name to be called by', () => {
    expect(Object.entries(displayNames).find(([name]) => name === browser)?.[1]).toMatch(/^[A-Z]|^the /);
  });
});
