import { isDeepStrictEqual } from 'node:util';
import type { Exchange, Observation, SeenResponse } from './scenario.js';

export const fields = [
  'verdict',
  'code',
  'failedParameter',
  'wire.count',
  'wire.method',
  'wire.url',
  'wire.origin',
  'wire.requestMethod',
  'wire.requestHeaders',
  'wire.headers',
  'response',
  'response.type',
  'response.status',
  'response.redirected',
  'response.url',
  'response.headers',
  'console',
] as const;
export type Field = (typeof fields)[number];

export interface Difference {
  field: Field;
  expected: unknown;
  actual: unknown;
}

/** Where two observations differ. What one of them lacks as a whole is not compared part by part. */
export function compareObservations(expected: Observation, actual: Observation): Difference[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  const differences: Difference[] = [];
  const check = (field: Field, first: unknown, second: unknown): void => {
    if (JSON.stringify(first) !== JSON.stringify(second))
      differences.push({ field, expected: first, actual: second });
  };
  check('verdict', expected.verdict, actual.verdict);
  check('code', expected.code, actual.code);
  check('failedParameter', expected.failedParameter, actual.failedParameter);
  compareWire(expected.wire, actual.wire, check);
  compareResponse(expected.response, actual.response, check);
  check('console', expected.console, actual.console);
  return differences;
}

type Check = (field: Field, expected: unknown, actual: unknown) => void;

function compareWire(expected: Exchange[], actual: Exchange[], check: Check): void {
  const brief = ({ method, url }: Exchange): string => `${method} ${url}`;
  if (expected.length !== actual.length) {
    check('wire.count', expected.map(brief), actual.map(brief));
    return;
  }
  const parts = ['method', 'url', 'origin', 'requestMethod', 'requestHeaders', 'headers'] as const;
  for (const part of parts) {
    const pick = (exchange: Exchange): unknown => exchange[part];
    check(`wire.${part}`, expected.map(pick), actual.map(pick));
  }
}

function compareResponse(expected: SeenResponse | null, actual: SeenResponse | null, check: Check): void {
  if (!expected || !actual) {
    check('response', expected, actual);
    return;
  }
  for (const part of ['type', 'status', 'redirected', 'url', 'headers'] as const)
    check(`response.${part}`, expected[part], actual[part]);
}
