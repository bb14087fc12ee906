/** Without matchers: `assertThat`, and the plugin of chai. */
import { asEverywhere, inChai, six } from '../six.mjs';

const ofNodeTest = ['{ describe, test }', 'node:test'];
const junit = ['--test-reporter=junit', '--test-reporter-destination=results'];

export function withoutMatchers() {
  const hook = ['{ assertNoFloating }', 'expect-cors/assert'];
  const named = ['{ assertThat as expect }', 'expect-cors/assert'];
  const common = { daily: true, section: '9-nodeassert-and-chai', expected: asEverywhere };
  const after = (hookOf) => ({ before: ['', `${hookOf}(assertNoFloating);`] });
  return [
    {
      ...common,
      name: 'expect-cors/assert in node:test',
      folder: 'everyday',
      versions: [],
      flags: ['--test', ...junit],
      command: [],
      files: {
        'test/six.test.mjs': six(
          'esm',
          [['{ afterEach, describe, test }', 'node:test'], named, hook],
          after('afterEach'),
        ),
      },
    },
    {
      ...common,
      name: 'expect-cors/assert in Bun',
      folder: 'bun',
      versions: ['bun'],
      program: 'bun',
      command: ['test', '--reporter=junit', '--reporter-outfile=results'],
      files: {
        'test/six.test.ts': six(
          'esm',
          [['{ afterEach, describe, test }', 'bun:test'], named, hook],
          after('afterEach'),
        ),
      },
    },
    {
      ...common,
      name: 'expect-cors/assert in Deno',
      folder: 'deno',
      versions: ['deno'],
      program: 'deno',
      devDependencies: { '@types/node': '*' },
      command: [
        'test',
        '--allow-env',
        '--allow-read',
        '--allow-sys=hostname',
        '--allow-net=127.0.0.1',
        '--junit-path=results',
      ],
      files: {
        'test/six.test.ts': six('esm', [ofNodeTest, named, hook], after('Deno.test.afterEach')),
      },
      expected: { ...asEverywhere, 'CORS contract': /1 test step failed/ },
    },
    {
      ...common,
      name: 'expect-cors/chai in Mocha',
      folder: 'everyday',
      versions: ['mocha', 'chai'],
      format: 'mocha',
      command: ['mocha/bin/mocha.js', '--reporter=xunit', '--reporter-option=output=results', 'test/*.mjs'],
      files: {
        'test/six.test.mjs': inChai(
          six(
            'esm',
            [
              ['{ expect, use }', 'chai'],
              ['{ assertNoFloating, corsChai }', 'expect-cors/chai'],
            ],
            {
              before: ['', 'use(corsChai);', 'afterEach(assertNoFloating);'],
              test: 'it',
            },
          ),
        ),
      },
    },
  ];
}
