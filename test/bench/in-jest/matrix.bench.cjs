// The same measurement as in plain Node, compiled to CommonJS.
const { writeFileSync } = require('node:fs');
const { measureMatrix } = require('../../../.bench/commonjs/matrix.js');

test('matrix', async () => {
  writeFileSync(process.env.MEASURED, JSON.stringify(await measureMatrix()));
});
