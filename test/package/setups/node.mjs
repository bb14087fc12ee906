/** Runners that take the package `expect`: node:test, Mocha and Deno. */
import { asEverywhere, six } from '../six.mjs';
import { appAsModule, appInCommonJs, exampleOfDocs } from './apps.mjs';

const bareExpect = ['{ expect }', 'expect'];
const ofNodeTest = ['{ describe, test }', 'node:test'];
const registers = ['{}', 'expect-cors/expect'];
const junit = ['--test-reporter=junit', '--test-reporter-destination=results'];
const withExample = { ...asEverywhere, ...exampleOfDocs };

export function inNodeTest({ file, command }) {
  const [, ...flags] = command('node --import ./test/setup.mjs --test');
  return [
    {
      name: 'node:test, ECMAScript modules',
      flags: [...flags, ...junit],
      files: {
        'src/app.mjs': appAsModule,
        'test/setup.mjs': file('node:test', 'test/setup.mjs'),
        'test/users.test.mjs': file('node:test', 'test/users.test.mjs'),
        'test/six.test.mjs': six('esm', [ofNodeTest, bareExpect, registers]),
      },
    },
    {
      name: 'node:test, CommonJS',
      flags: [...flags, ...junit],
      files: {
        'src/app.js': appInCommonJs,
        'test/setup.mjs': file('Set up', 'test/setup.mjs'),
        'test/users.test.cjs': file('node:test', 'test/users.test.cjs'),
        'test/six.test.cjs': six('cjs', [ofNodeTest, bareExpect, registers]),
      },
    },
  ].map((setup) => ({
    ...setup,
    folder: 'everyday',
    daily: true,
    section: 'nodetest',
    versions: ['expect'],
    command: [],
    expected: withExample,
  }));
}

export function inMocha({ file, command }) {
  const [, ...setUp] = command('mocha --file test/setup.cjs');
  return [
    {
      name: 'Mocha, CommonJS',
      files: {
        'src/app.js': appInCommonJs,
        'test/users.test.cjs': file('Mocha', 'test/users.test.cjs'),
        'test/six.test.cjs': six('cjs', [bareExpect], { test: 'it' }),
      },
      expected: { ...asEverywhere, 'lets the front end read users': 'passed' },
    },
    {
      name: 'Mocha, ECMAScript modules',
      files: { 'test/six.test.mjs': six('esm', [bareExpect], { test: 'it' }) },
      expected: asEverywhere,
    },
  ].map(({ files, ...setup }) => ({
    ...setup,
    files: { 'test/setup.cjs': file('Mocha', 'test/setup.cjs'), ...files },
    folder: 'everyday',
    daily: true,
    section: 'mocha',
    format: 'mocha',
    versions: ['mocha', 'expect'],
    command: [
      'mocha/bin/mocha.js',
      ...setUp,
      '--reporter=xunit',
      '--reporter-option=output=results',
      '--ignore=test/setup.*',
      'test/*.?js',
    ],
  }));
}

export function inDeno({ file, command }) {
  const shown = command(
    'deno test --preload=./test/setup.mjs --allow-env --allow-read --allow-sys=hostname --allow-net=127.0.0.1',
  );
  return {
    name: 'Deno, node:test',
    folder: 'deno',
    daily: true,
    section: 'deno',
    versions: ['deno', 'expect'],
    program: 'deno',
    devDependencies: { '@types/node': '*' }, // types are looked for only if package.json lists them
    files: {
      'test/setup.mjs': file('Deno', 'test/setup.mjs'),
      'test/six.test.ts': six('esm', [ofNodeTest, bareExpect, registers]),
    },
    command: [...shown.slice(1), '--junit-path=results'],
    // What holds a failing test fails with it.
    expected: { ...asEverywhere, 'CORS contract': /1 test step failed/ },
  };
}
