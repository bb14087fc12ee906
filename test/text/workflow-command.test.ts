import { expect, test } from '@jest/globals';
import { type Annotation, workflowCommand } from '../../src/text/workflow-command.js';

const annotation: Annotation = {
  level: 'error',
  file: 'src/app.ts',
  line: 12,
  title: 'a title',
  message: 'first\nsecond',
};

test.each<[string, Partial<Annotation>, string]>([
  ['in a line', {}, '::error file=src/app.ts,line=12,title=a title::first%0Asecond'],
  ['without a line', { line: null }, '::error file=src/app.ts,title=a title::first%0Asecond'],
  ['without a file', { file: null }, '::error title=a title::first%0Asecond'],
  ['a warning', { level: 'warning' }, '::warning file=src/app.ts,line=12,title=a title::first%0Asecond'],
  [
    'what could end a property',
    { title: 'a,line=1::b%', file: 'a:b,c.ts' },
    '::error file=a%3Ab%2Cc.ts,line=12,title=a%2Cline=1%3A%3Ab%25::first%0Asecond',
  ],
  [
    'what could begin another command',
    { message: '\r\n::add-mask::x\r::set-env name=A::b\u2028%0A' },
    '::error file=src/app.ts,line=12,title=a title::\\x0d%0A::add-mask::x\\x0d::set-env name=A::b\\u2028%250A',
  ],
  [
    'escape sequences',
    { message: '\x1b]0;title\x07' },
    '::error file=src/app.ts,line=12,title=a title::\\x1b]0;title\\x07',
  ],
])('%s', (_, more, expected) => {
  expect(workflowCommand({ ...annotation, ...more })).toBe(expected);
});
