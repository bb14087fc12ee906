/** What is run beside the six, judged by what is written on the terminal. */
import { readFileSync } from 'node:fs';

const fixture = (name) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const app = { 'app.cjs': fixture('app.cjs') };
const jest = ['jest/bin/jest.js', '--ci'];

export const besides = ({ file }) =>
  [
    {
      name: 'An import of the root',
      beside: 'has no side effect, and loads supertest only when it is used',
      files: { ...app, 'root.mjs': fixture('root.mjs') },
      command: ['./root.mjs'],
      says: ['import ok'],
    },
    {
      name: 'A require of the root',
      beside: 'has no side effect, and loads supertest only when it is used',
      files: { ...app, 'root.cjs': fixture('root.cjs') },
      command: ['./root.cjs'],
      says: ['require ok'],
    },
    {
      name: 'A failure in plain Node',
      beside: 'points at the code of the user, not at that of the package',
      files: { 'culprit.mjs': fixture('culprit.mjs') },
      command: ['./culprit.mjs'],
      says: ['culprit ok'],
    },
    {
      name: 'Two copies of the package in one test file of Jest',
      beside: 'share what `configure` was told',
      files: {
        ...app,
        'jest.config.cjs': `module.exports = { setupFilesAfterEnv: ['expect-cors/jest'], testMatch: ['**/*.test.mjs'] };\n`,
        'copies.test.mjs': fixture('module.test.mjs'),
      },
      flags: ['--experimental-vm-modules'],
      command: jest,
      says: ['Tests:       1 passed, 1 total'],
    },
    {
      name: 'The reporter for Jest',
      beside: 'writes the page and the data of a run, which the command puts together',
      files: {
        ...app,
        'shown.js': file('The whole API', 'jest.config.js'),
        'jest.config.js': `const { reporters, ...shown } = require('./shown.js');
const [console, [name, files]] = reporters;
module.exports = { ...shown, reporters: [console, [name, { ...files, json: 'reports/cors.json' }]] };\n`,
        'commonjs.test.js': fixture('commonjs.test.js'),
      },
      command: jest,
      says: [
        'Tests:       2 failed, 3 passed, 5 total',
        'failed assertion',
        'reports/cors.html',
        'reports/cors.json',
      ],
      exitCode: 1,
      then: {
        command: ['.bin/expect-cors', 'report', 'reports/cors.json', '--markdown', 'reports/cors.md'],
        says: ['failed assertion', 'See reports/cors.md'],
      },
    },
  ].map((setup) => ({ folder: 'everyday', daily: true, versions: [], ...setup }));
