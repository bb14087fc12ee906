// What it costs to load a library and, if asked to, to use it once, in milliseconds by the clock and of the processor. What a
// test file of an app has loaded in any case is there before.
const cors = require('cors');
const express = require('express');

const app = express().use(cors());
app.get('/users', (_, res) => res.json([]));
const origin = 'https://app.example';

const uses = {
  'expect-cors': async ({ corsMatchers }, expect) => {
    expect.extend(corsMatchers);
    await expect(app).toAllowOrigin(origin, '/users');
  },
  supertest: async (loaded, expect) => {
    const request = loaded.default ?? loaded;
    const { headers } = await request(app).get('/users').set('Origin', origin);
    expect(headers['access-control-allow-origin']).toBe('*');
  },
};

exports.costOfStart = async (library, until, { load, expect }) => {
  const start = performance.now();
  const before = process.cpuUsage();
  const loaded = await load(library);
  if (until === 'first') await uses[library](loaded, expect);
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
};
