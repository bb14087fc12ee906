// What it costs to load a library and, if asked to, to use it once, in milliseconds by the clock and of the processor. What a
// test file of an app has loaded in any case is there before.
const { writeFileSync } = require('node:fs');
const cors = require('cors');
const express = require('express');

const { LIBRARY, UNTIL, MEASURED } = process.env;
const app = express().use(cors());
app.get('/users', (_, res) => res.json([]));
const origin = 'https://app.example';

const uses = {
  'expect-cors': async ({ corsMatchers }) => {
    expect.extend(corsMatchers);
    await expect(app).toAllowOrigin(origin, '/users');
  },
  supertest: async (request) => {
    const { headers } = await request(app).get('/users').set('Origin', origin);
    expect(headers['access-control-allow-origin']).toBe('*');
  },
};

test('start', async () => {
  const start = performance.now();
  const before = process.cpuUsage();
  const loaded = require(LIBRARY);
  if (UNTIL === 'first') await uses[LIBRARY](loaded);
  const { user, system } = process.cpuUsage(before);
  const cost = { clock: performance.now() - start, processor: (user + system) / 1000 };
  writeFileSync(MEASURED, JSON.stringify(cost));
});
