import { describe, expect, jest, test } from '@jest/globals';
import * as first from '../../src/index.js';

/** A second copy of the package, as with CommonJS beside ESM, or after resetModules. */
function secondCopy(): typeof first {
  let copy = first;
  jest.isolateModules(() => {
    copy = jest.requireActual('../../src/index.js');
  });
  return copy;
}
const second = secondCopy();

test('the copies are two', () => {
  expect(second.UsageError === first.UsageError).toBe(false);
});

describe.each([
  ['UsageError', () => new first.UsageError('invalid-origin', 'said'), 'invalid-origin'],
  ['ExchangeError', () => new first.ExchangeError('no-answer', 'said'), 'no-answer'],
  ['InconclusiveError', () => new first.InconclusiveError('unavailable', 'said'), 'unavailable'],
  ['ExpectationError', () => new first.ExpectationError('expectation-failed', 'said'), 'expectation-failed'],
] as const)('%s', (name, create, code) => {
  const other = name === 'UsageError' ? 'ExchangeError' : 'UsageError';

  test('has a name, a code and a message', () => {
    expect(create()).toMatchObject({ name, code, message: 'said' });
    expect(String(create())).toBe(`${name}: said`);
    expect(create().stack).toMatch(new RegExp(`^${name}: said\n`));
  });

  test('is an instance of its class, of the base class and of Error, in both copies', () => {
    const error = create();
    expect(error).toBeInstanceOf(Error);
    for (const copy of [first, second]) {
      expect(error instanceof copy[name]).toBe(true);
      expect(error instanceof copy.ExpectCorsError).toBe(true);
    }
  });

  test('is no instance of the other class', () => {
    for (const copy of [first, second]) expect(create() instanceof copy[other]).toBe(false);
  });

  test('the brand and the details are not seen by whoever prints or compares the error', () => {
    expect(Object.keys(create()).sort()).toEqual(['code', 'name']);
  });

  test('has no details but those it was given', () => {
    const error = create();
    expect([error.option, error.value, error.suggestion, 'cause' in error]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ]);
  });

  test('with another message it is the same in all else', () => {
    const again = create().withMessage('said of a matcher');
    expect(again).toMatchObject({ name, code, message: 'said of a matcher' });
    expect(again).toBeInstanceOf(first[name]);
    expect(again.stack).toMatch(new RegExp(`^${name}: said of a matcher\n`));
  });
});

describe('the details', () => {
  const details = {
    option: 'origin',
    value: 'app.example',
    suggestion: 'https://app.example',
    cause: new Error('why'),
  };
  const error = new first.UsageError('invalid-origin', 'said', details);

  test.each([
    ['an error', error],
    ['an error with another message', error.withMessage('said again')],
    ['an error with another message, twice', error.withMessage('said again').withMessage('and again')],
  ])('are kept in %s', (_, one) => {
    const { option, value, suggestion, cause } = one;
    expect({ option, value, suggestion, cause }).toEqual(details);
    expect(Object.keys(one).sort()).toEqual(['code', 'name']);
  });

  test('are read only', () => {
    expect(() => Object.assign(error, { option: 'path' })).toThrow(TypeError);
  });
});

test('the cause is kept', () => {
  const cause = new Error('ECONNRESET');
  expect(new first.ExchangeError('connection-reset', 'said', { cause }).cause).toBe(cause);
});

test('a class of the user that extends one is both', () => {
  class Mine extends first.UsageError {}
  const mine = new Mine('invalid-value', 'said');
  expect([
    mine instanceof Mine,
    mine instanceof first.UsageError,
    mine instanceof second.UsageError,
    mine instanceof first.ExpectCorsError,
    mine instanceof first.ExchangeError,
    new first.UsageError('invalid-value', 'said') instanceof Mine,
  ]).toEqual([true, true, true, true, false, false]);
});

test.each([undefined, null, 'UsageError', new Error('said'), { name: 'UsageError', code: 'invalid-origin' }])(
  '%s is no instance',
  (value: unknown) => {
    expect([
      value instanceof first.ExpectCorsError,
      value instanceof first.UsageError,
      value instanceof first.ExchangeError,
    ]).toEqual([false, false, false]);
  },
);
