import { expect, test } from '@jest/globals';
import { coversOrigin, namesOrigin } from '../../src/diagnosis/vary.js';

test.each([
  [null, false, false],
  ['', false, false],
  ['Origin', true, true],
  ['origin', true, true],
  ['Accept-Encoding,ORIGIN , Accept', true, true],
  ['*', false, true],
  ['Accept, *', false, true],
  ['X-Original-Host', false, false],
  ['Origin-Agent-Cluster, X-Origin', false, false],
])('Vary: %s', (vary, isNamed, isCovered) => {
  expect([namesOrigin(vary), coversOrigin(vary)]).toEqual([isNamed, isCovered]);
});
