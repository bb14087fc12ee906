/** Jest, in each kind of project. */
import { asEverywhere, six } from '../six.mjs';
import { appAsModule, appInCommonJs, asksInJsdom, exampleOfDocs, pageTest } from './apps.mjs';

const globals = ['{ describe, expect, test }', '@jest/globals'];
const inCommonJs = six('cjs', []);
const inTypeScript = six('esm', []);

/** The shown configuration, and what the kind of project adds to it. */
const withBase = (base, more) => ({
  'jest.base.js': base,
  'jest.config.js': `module.exports = { ...require('./jest.base.js'), ${more} };\n`,
});

const kinds = ({ file }) => [
  {
    kind: 'CommonJS',
    files: {
      'jest.config.js': file('Jest', 'jest.config.js'),
      'src/app.js': appInCommonJs,
      'test/users.test.js': file('Jest', 'test/users.test.js'),
      'test/six.test.js': inCommonJs,
    },
    expected: { ...asEverywhere, ...exampleOfDocs },
  },
  {
    kind: 'ECMAScript modules',
    flags: ['--experimental-vm-modules'],
    type: 'module',
    files: {
      'jest.config.mjs': file('Jest', 'jest.config.mjs'),
      'src/app.mjs': appAsModule,
      'test/users.test.js': file('Jest', 'test/users.test.mjs'),
      'test/six.test.js': six('esm', [globals]),
    },
    expected: { ...asEverywhere, ...exampleOfDocs },
  },
  {
    kind: 'CommonJS tests in a project of modules',
    type: 'module',
    files: { 'jest.config.cjs': file('Set up', 'jest.config.js'), 'test/six.test.cjs': inCommonJs },
    parameters: ['--testMatch=**/*.test.cjs'],
  },
  {
    kind: 'Babel',
    files: {
      'jest.config.js': file('Jest', 'jest.config.js'),
      'babel.config.js': `module.exports = { presets: [['@babel/preset-env', { targets: { node: 'current' } }]] };\n`,
      'test/six.test.js': inTypeScript,
    },
    versions: ['@babel/core'],
  },
  {
    kind: 'ts-jest, types checked',
    section: 'typescript',
    files: {
      ...withBase(file('Jest', 'jest.config.js'), `preset: 'ts-jest'`),
      'tsconfig.json': file('TypeScript', 'tsconfig.json'),
      'test/six.test.ts': inTypeScript,
    },
    versions: ['ts-jest', 'typescript'],
  },
  {
    kind: '@swc/jest',
    section: 'typescript',
    files: {
      ...withBase(file('Jest', 'jest.config.js'), `transform: { '^.+\\\\.[jt]s$': '@swc/jest' }`),
      'test/six.test.ts': inTypeScript,
    },
    versions: ['@swc/jest'],
  },
  {
    kind: '`injectGlobals: false`',
    files: {
      ...withBase(file('Jest', 'jest.config.js'), 'injectGlobals: false'),
      'test/six.test.js': six('cjs', [globals]),
    },
  },
  {
    kind: '`projects`, one of them in jsdom without CORS',
    files: {
      'jest.base.js': file('Jest', 'jest.config.js'),
      'jest.config.js': `const base = require('./jest.base.js');
module.exports = {
  projects: [
    { ...base, displayName: 'api', testMatch: ['**/six.test.js'] },
    { ...base, displayName: 'page', testMatch: ['**/page.test.js'], testEnvironment: 'jsdom' },
  ],
};
`,
      'test/six.test.js': inCommonJs,
      'test/page.test.js': pageTest,
    },
    expected: { ...asEverywhere, 'has a document': 'passed' },
  },
  {
    kind: 'jsdom, CORS asked',
    beside:
      'fails: CORS is asked from the Node environment, which the docblock `@jest-environment node` gives',
    files: {
      ...withBase(file('Jest', 'jest.config.js'), `testEnvironment: 'jsdom'`),
      'test/asks.test.js': asksInJsdom,
    },
    expected: { asks: /jest-environment|TextEncoder/ },
  },
];

export function inJest(shown, { version, folder, daily }) {
  return kinds(shown).map(({ kind, parameters = [], versions = [], ...setup }) => ({
    section: 'jest',
    expected: asEverywhere,
    ...setup,
    name: `Jest ${version}, ${kind}`,
    folder,
    daily,
    versions: ['jest', ...versions],
    command: ['jest/bin/jest.js', '--ci', '--json', '--outputFile=results', ...parameters],
    format: 'jest',
  }));
}
