import { expect, test } from '@jest/globals';
import type { StackFrame } from '../../src/runner/stack-frame.js';
import { withoutAsyncHelpers } from '../../src/runner/transpiled-async.js';

const rows: [title: string, before: string[], after: string[]][] = [
  [
    'Babel, at once',
    [
      'helper app.js:9',
      '- app.js:7',
      'asyncGeneratorStep app.js:1',
      '_next app.js:1',
      '- app.js:1',
      '- app.js:1',
      '_requireAuth app.js:1',
      'requireAuth app.js:1',
      'wrapper app.js:20',
    ],
    ['helper app.js:9', 'requireAuth app.js:7', 'wrapper app.js:20'],
  ],
  [
    'Babel with regenerator, after an await',
    ['_callee$ app.js:7', 'tryCatch app.js:1', '- app.js:1', 'asyncGeneratorStep app.js:1', '_next app.js:1'],
    ['- app.js:7'],
  ],
  [
    'helpers of a package',
    [
      '- app.ts:7',
      '- tslib/tslib.js:3 tslib@2.8.1',
      '__awaiter tslib/tslib.js:2 tslib@2.8.1',
      'load app.ts:5',
    ],
    ['load app.ts:7'],
  ],
  [
    'two, one in the other',
    [
      '- app.ts:9',
      '__awaiter app.js:1',
      'inner app.ts:8',
      '- app.ts:5',
      '__awaiter app.js:1',
      'outer app.ts:4',
    ],
    ['inner app.ts:9', 'outer app.ts:5'],
  ],
  [
    'the user\u2019s own step()',
    ['- app.ts:9', 'step app.ts:5', 'list app.ts:3'],
    ['- app.ts:9', 'step app.ts:5', 'list app.ts:3'],
  ],
  [
    'what comes from elsewhere is not the function',
    ['- app.ts:9', '__awaiter app.js:1', 'next node_modules/router/index.js:1 router@2.3.0'],
    ['- app.ts:9', 'next node_modules/router/index.js:1 router@2.3.0'],
  ],
];

test.each(rows)('%s', (_, before, after) => {
  expect(withoutAsyncHelpers(before.map(frame))).toEqual(after.map(frame));
});

/** `function file:line package`, `-` for none. */
function frame(text: string): StackFrame {
  const [name = '', place = '', from = null] = text.split(' ');
  const [file = '', line = ''] = place.split(':');
  return { function: name === '-' ? null : name, file, line: Number(line), package: from };
}
