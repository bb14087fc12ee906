// Prints what a start costs in a process of its own.
import { createRequire } from 'node:module';

const [library, format, until] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const load = format === 'esm' ? (name) => import(name) : require;
const { expect } = until === 'import alone' ? {} : require('expect');
const { costOfStart } = require('./first-use.cjs');

console.log(JSON.stringify(await costOfStart(library, until, { load, expect })));
process.exit();
