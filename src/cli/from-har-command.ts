import type { Command } from './command.js';
import { jsonOption } from './common-options.js';

export const fromHarCommand: Command = {
  name: 'from-har',
  summary: 'Makes a contract from a recording of a front end, exported by the devtools of a browser',
  operand: 'FILE.har',
  count: { from: 1, to: 1 },
  options: {
    target: {
      type: 'string',
      value: 'ORIGIN',
      help: 'The API. Needed only where the pages use several',
    },
    write: { type: 'string', value: 'FILE', help: 'Writes the contract, as JSON' },
    ...jsonOption,
  },
  examples: ['from-har shop.har --target https://api.example --write cors-contract.json'],
  load: async () => (await import('./run-from-har.js')).runFromHar,
};
