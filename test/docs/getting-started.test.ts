import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

runExamplesOf('getting-started.md', { '../src/app': exampleApp });
