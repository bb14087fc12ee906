import '../runner/node-version.js';
import { JestReporter } from '../report/jest-reporter.js';

export type { ReporterOptions } from '../report/jest-reporter.js';

// Jest looks for a reporter in the default export.
export default JestReporter;
