import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { benchAudit } from './audit.js';
import { benchContract } from './contract.js';
import { benchGrowth } from './growth.js';
import { benchLean } from './lean.js';
import { benchMatrix } from './matrix.js';
import { benchSetUp } from './set-up.js';
import { benchSize } from './size.js';
import { benchStart } from './start.js';
import { benchTrace } from './trace.js';
import { rounds } from './rounds.js';

// `npm run bench -- start matrix` runs some of them.
const benches: Readonly<Record<string, () => Promise<void>>> = {
  size: benchSize,
  'set-up': benchSetUp,
  start: benchStart,
  matrix: benchMatrix,
  growth: benchGrowth,
  trace: benchTrace,
  lean: benchLean,
  audit: benchAudit,
  contract: benchContract,
};

const require = createRequire(import.meta.url);
const versionOf = (name: string): string =>
  `${name} ${(require(`${name}/package.json`) as { version: string }).version}`;
const libraries = ['supertest', 'express', 'expect'].map(versionOf).join(', ');
console.log(`Node ${process.version}, ${libraries}`);
console.log(
  `${String(cpus().length)} x ${cpus()[0]?.model ?? 'unknown'}, ${process.platform} ${process.arch}`,
);
console.log(`Ratios of pairs measured in turns, ${String(rounds)} rounds; less is better`);

const chosen = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (chosen.length === 0 || chosen.includes(name)) await bench();
}
