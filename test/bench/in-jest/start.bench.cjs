// What a start costs inside Jest.
const { writeFileSync } = require('node:fs');
const { costOfStart } = require('../first-use.cjs');

const { LIBRARY, UNTIL, MEASURED } = process.env;

test('start', async () => {
  const cost = await costOfStart(LIBRARY, UNTIL, { load: require, expect });
  writeFileSync(MEASURED, JSON.stringify(cost));
});
