// Prints what it costs to load a library and, if asked to, to use it once, by the clock and of the processor, in
// milliseconds. An app and an `expect` are there before, as they are in a test file.
import { createRequire } from 'node:module';

const [library, format, until] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const load = format === 'esm' ? (name) => import(name) : (name) => Promise.resolve(require(name));

const { expect } = require('expect');
const express = require('express');
const cors = require('cors');
const app = express().use(cors());
app.get('/users', (_, res) => res.json([]));
const origin = 'https://app.example';

const uses = {
  'expect-cors': async ({ corsMatchers }) => {
    expect.extend(corsMatchers);
    await expect(app).toAllowOrigin(origin, '/users');
  },
  supertest: async ({ default: fromEsm, ...own }) => {
    const request = fromEsm ?? own.request;
    const { headers } = await request(app).get('/users').set('Origin', origin);
    expect(headers['access-control-allow-origin']).toBe('*');
  },
};

const start = performance.now();
const before = process.cpuUsage();
const loaded = await load(library);
if (until === 'first') await uses[library](typeof loaded === 'function' ? { default: loaded } : loaded);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ clock: performance.now() - start, processor: (user + system) / 1000 }));
process.exit();
