import * as globals from '@jest/globals';
import * as assertEntry from '../../src/entry/assert.js';
import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

runExamplesOf('getting-started.md', {
  '../src/app': exampleApp,
  'expect-cors/assert': assertEntry,
  'node:test': globals,
});
