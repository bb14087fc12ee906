import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

runExamplesOf('preflight.md', { '../src/app': exampleApp });
