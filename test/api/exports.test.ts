import { describe, expect, jest, test } from '@jest/globals';
import { entries } from './exports.js';
import * as ofAssert from '../../src/entry/assert.js';
import * as ofChai from '../../src/entry/chai.js';
import * as ofExpect from '../../src/entry/expect.js';
import * as ofJest from '../../src/entry/jest.js';
import * as ofReporter from '../../src/entry/reporter.js';
import * as ofVitest from '../../src/entry/vitest.js';
import * as ofRoot from '../../src/index.js';

// Vitest cannot be loaded in Jest.
jest.mock('vitest', () => {
  const nothing = (): object => ({});
  return {
    afterAll: nothing,
    aroundEach: nothing,
    expect: { getState: nothing, setState: nothing, extend: nothing },
  };
});

const loaded: Readonly<Record<string, object>> = {
  'expect-cors': ofRoot,
  'expect-cors/assert': ofAssert,
  'expect-cors/chai': ofChai,
  'expect-cors/expect': ofExpect,
  'expect-cors/jest': ofJest,
  'expect-cors/reporter': ofReporter,
  'expect-cors/vitest': ofVitest,
};

// What appears or vanishes here is a change of the public API: it belongs in CHANGELOG.md and docs/api.md.
describe.each(entries)('$name', ({ name, exported }) => {
  test('exports these values and types', () => {
    expect(exported.map((each) => `${each.kind} ${each.name}`)).toMatchSnapshot();
  });

  test('exports these values at run time', () => {
    const values = exported.filter(({ kind }) => kind !== 'type').map((each) => each.name);
    expect(Object.keys(loaded[name] ?? {}).sort()).toEqual(values);
  });
});

test('all entries of package.json are here', () => {
  expect(Object.keys(loaded).sort()).toEqual(entries.map(({ name }) => name).sort());
});
