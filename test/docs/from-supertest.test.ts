import { runExamplesOf } from './examples.js';

runExamplesOf('from-supertest.md');
