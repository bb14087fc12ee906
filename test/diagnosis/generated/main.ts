// Generates apps with faults that are known, and counts how often the diagnosis is right: npm run test:generated --
// --apps 1000 --seed 1 [--write] [--only 17]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { describeJudged } from './describe.js';
import { judge, type Judged } from './judge.js';
import { type Summary, summary, wrongKinds } from './tally.js';

const { values } = parseArgs({
  options: {
    apps: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const seed = Number(values.seed);
  if (values.only !== undefined) {
    console.log(describeJudged(await judge(seed, Number(values.only))));
    return;
  }
  const judged: Judged[] = [];
  for (let index = 0; index < Number(values.apps); index += 1) judged.push(await judge(seed, index));
  const result = summary(judged, seed);
  console.log(JSON.stringify({ ...result, wrong: undefined }, null, 2));
  console.log(wrongKinds(judged));
  if (values.write) await write(result);
}

async function write(result: Summary): Promise<void> {
  const file = new URL('result.json', import.meta.url);
  const config = await resolveConfig(file.pathname);
  writeFileSync(file, await format(JSON.stringify(result), { ...config, parser: 'json' }));
}

await main();
process.exit();
