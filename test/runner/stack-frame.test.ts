import { afterEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { captureStack, senderOn, writerOn } from '../../src/app/caller.js';
import type { CapturedStack } from '../../src/runner/captured-frames.js';
import { packageOf, stackFrames } from '../../src/runner/stack-frame.js';

const here = (file: string): string => join(process.cwd(), file);
const url = (file: string): string => pathToFileURL(here(file)).href;

const lines: [line: string, expected: object | undefined][] = [
  [
    `at requireAuth (${here('app.ts')}:3:5)`,
    { function: 'requireAuth', file: 'app.ts', line: 3, package: null },
  ],
  [`at ${here('app.ts')}:3:5`, { function: null, file: 'app.ts', line: 3, package: null }],
  [`at async ${here('app.ts')}:3:5`, { function: null, file: 'app.ts' }],
  [`at async ${url('app.mjs')}:3:5`, { function: null, file: 'app.mjs' }],
  [`at async list (${url('app.mjs')}?t=1:3:5)`, { function: 'list', file: 'app.mjs', line: 3 }],
  [`at ${here('my app (copy)/app.ts')}:3:5`, { function: null, file: 'my app (copy)/app.ts' }],
  [`at list (${here('my app (copy)/app.ts')}:3:5)`, { function: 'list', file: 'my app (copy)/app.ts' }],
  [`at Object.list [as handle] (${here('app.ts')}:3:5)`, { function: 'list' }],
  [`at Server.list (${here('app.ts')}:3:5)`, { function: 'list' }],
  [`at new Users (${here('app.ts')}:3:5)`, { function: 'new Users' }],
  [`at Users.list (${here('app.ts')}:3:5)`, { function: 'Users.list' }],
  [`at Object.<anonymous> (${here('app.ts')}:3:5)`, { function: null }],
  ['at node:internal/process/task_queues:95:5', undefined],
  ['at ServerResponse.end (node:_http_outgoing:1077:10)', undefined],
  ['at async Promise.all (index 0)', undefined],
  [`at eval (eval at <anonymous> (${here('app.ts')}:1:1), <anonymous>:1:1)`, undefined],
];

test.each(lines)('%s', (line, expected) => {
  const [frame] = stackFrames(`Error: a message\nof two lines\n    ${line}`);
  expect([frame]).toMatchObject([expected]);
});

test('a stack that is no text', () => {
  expect(stackFrames(undefined)).toEqual([]);
  expect(stackFrames([{}])).toEqual([]);
});

describe('packages', () => {
  test.each([
    ['node_modules/cors/lib/index.js', 'cors@2.8.6'],
    ['node_modules/@koa/cors/index.js', '@koa/cors@5.0.0'],
    ['node_modules/express4/lib/response.js', 'express@4.22.3'],
    ['node_modules/express/node_modules/cors/index.js', 'cors'],
    ['src/index.ts', null],
  ])('%s', (file, expected) => {
    expect(packageOf(here(file))).toBe(expected);
  });
});

/** A stack, innermost first: `function file`. */
function stackOf(...frames: string[]): CapturedStack {
  const text = frames.map((frame) => {
    const [name = '', file = ''] = frame.split(' ');
    return `    at ${name} (${here(file)}:1:1)`;
  });
  return { stack: ['Error', ...text].join('\n') };
}

const response = 'ServerResponse.json node_modules/express/lib/response.js';
const next = 'next node_modules/router/index.js';

describe('who it was', () => {
  test('a user’s function that has merely called next() was not it', () => {
    const stack = stackOf('respond node_modules/router/index.js', next, 'first app.ts');
    expect(senderOn(stack)).toMatchObject({ by: null, packages: ['router@2.3.0'] });
    expect(senderOn(stackOf(response, 'second app.ts', next, 'first app.ts'))).toMatchObject({
      by: { function: 'second' },
      packages: ['express@5.3.0', 'router@2.3.0'],
    });
  });

  test('the same in Express 4', () => {
    const stack = stackOf('respond node_modules/express4/lib/router/index.js', 'first app.ts');
    expect(senderOn(stack)).toMatchObject({ by: null, packages: ['express@4.22.3'] });
  });

  test('a package that wraps end() was not it, unless nothing else was', () => {
    const wrapper = 'ServerResponse.end node_modules/cors/index.js';
    expect(senderOn(stackOf(wrapper, response, 'list app.ts', next)).by?.function).toBe('list');
    expect(senderOn(stackOf(wrapper, next, 'first app.ts')).by?.package).toBe('cors@2.8.6');
  });

  test('a package the user has called was it', () => {
    const stack = stackOf('applyHeaders node_modules/cors/index.js', 'custom app.ts', next);
    expect(writerOn(stack).by?.package).toBe('cors@2.8.6');
  });

  test('what was collected before it was written tells nothing', () => {
    const stack = stackOf('onSend node_modules/fastify/lib/reply.js', 'handler app.ts');
    expect(writerOn(stack).by).toBeNull();
    expect(senderOn(stack).by?.function).toBe('handler');
  });
});

describe('whatever formats the stacks', () => {
  const before = Object.getOwnPropertyDescriptors(Error);

  afterEach(() => {
    Object.assign(Error, {
      prepareStackTrace: before.prepareStackTrace?.value as unknown,
      stackTraceLimit: 10,
    });
  });

  test('nothing is thrown', () => {
    Object.assign(Error, { prepareStackTrace: (_: unknown, sites: unknown) => sites, stackTraceLimit: 3 });
    expect(writerOn(captureStack(stackOf))).toEqual({ by: null, decidedBy: null, packages: [], stack: [] });
    expect(Error.stackTraceLimit).toBe(3);
  });
});
