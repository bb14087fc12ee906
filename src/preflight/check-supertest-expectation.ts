import { isRegExp } from 'node:util/types';
import { UsageError } from '../errors/usage-error.js';
import type { SupertestExpectation } from '../http/supertest-check.js';

/** @throws {UsageError} for what supertest would let pass without a check, and for callbacks. */
export function checkSupertestExpectation(expected: readonly unknown[]): SupertestExpectation {
  const [first, ...rest] = expected;
  if (expected.length === 0 || first === undefined || first === null) {
    throw new UsageError(
      'missing-argument',
      'expect() takes the same arguments as in supertest: a status, a body, a header field and its value, or a function.',
    );
  }
  if (rest.some((value) => typeof value === 'function')) {
    throw new UsageError(
      'invalid-value',
      'expect(…, callback): callbacks are not supported. Await it instead: await preflight(app)….expect(204).',
    );
  }
  if (rest.length > 1 || (rest.length === 1 && typeof first !== 'number' && typeof first !== 'string')) {
    throw new UsageError(
      'invalid-value',
      'expect(…) has too many arguments: it takes (status, body), (field, value) or one value.',
    );
  }
  if (typeof first === 'number' && (!Number.isInteger(first) || first < 200 || first > 599)) {
    throw new UsageError(
      'invalid-value',
      `expect(${String(first)}): a status must be a number from 200 to 599.`,
    );
  }
  if (typeof first === 'string' && rest.length === 1 && !isFieldValue(rest[0])) {
    throw new UsageError(
      'invalid-value',
      `expect("${first}", ${String(rest[0])}): the value of a header field must be a string, a number or a RegExp.`,
    );
  }
  return [first, ...rest];
}

function isFieldValue(value: unknown): boolean {
  return ['string', 'number'].includes(typeof value) || isRegExp(value);
}
