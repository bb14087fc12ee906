// What it costs to load a library and, if asked to, to use it once, in milliseconds by the clock and of the processor.
const origin = 'https://app.example';

/** What a test file of an app has loaded in any case. */
function appWithCors() {
  const app = require('express')().use(require('cors')());
  app.get('/users', (_, res) => res.json([]));
  return app;
}

const uses = {
  'expect-cors': async ({ corsMatchers }, app, expect) => {
    expect.extend(corsMatchers);
    await expect(app).toAllowOrigin(origin, '/users');
  },
  supertest: async (loaded, app, expect) => {
    const request = loaded.default ?? loaded;
    const { headers } = await request(app).get('/users').set('Origin', origin);
    expect(headers['access-control-allow-origin']).toBe('*');
  },
};

/** `until`: 'import alone' in a process that has loaded nothing; 'import' and 'first' beside an app. */
exports.costOfStart = async (library, until, { load, expect }) => {
  const app = until === 'import alone' ? undefined : appWithCors();
  const start = performance.now();
  const before = process.cpuUsage();
  const loaded = await load(library);
  if (until === 'first') await uses[library](loaded, app, expect);
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
};
