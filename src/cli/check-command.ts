import type { Command } from './command.js';
import { headerOption, jsonOption, remoteOption, targetOptions, verboseOption } from './common-options.js';

export const checkCommand: Command = {
  name: 'check',
  summary: 'Checks a contract against a running server, or an app',
  operand: 'TARGET',
  count: { from: 1, to: 1 },
  options: {
    contract: {
      type: 'string',
      value: 'FILE',
      isRequired: true,
      help: 'JSON, or a module that exports it: contract.ts, contract.js#users',
    },
    ...headerOption,
    'uncovered-routes': {
      type: 'string',
      value: 'LEVEL',
      oneOf: ['error', 'warn', 'ignore'],
      help: 'What routes in no contract are. Default warn',
    },
    ...remoteOption,
    ...targetOptions,
    ...verboseOption,
    ...jsonOption,
  },
  examples: [
    'check ./src/app.ts --contract cors-contract.json',
    "check http://localhost:3000 --contract cors-contract.json -H 'authorization: Bearer x'",
  ],
  load: async () => (await import('./run-check.js')).runCheck,
};
