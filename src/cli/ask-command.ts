import type { Command } from './command.js';
import {
  browserOption,
  jsonOption,
  requestOptions,
  sendOption,
  targetOptions,
  verboseOption,
} from './common-options.js';

export const askCommand: Command = {
  name: 'ask',
  summary: 'Asks whether a page may make a request and read the response, and says why not',
  operand: 'TARGET',
  count: { from: 1, to: 1 },
  options: {
    origin: { type: 'string', value: 'ORIGIN', isRequired: true, help: "The page's origin" },
    ...requestOptions,
    ...sendOption,
    ...browserOption,
    ...targetOptions,
    ...verboseOption,
    ...jsonOption,
  },
  examples: [
    'ask ./src/app.ts --origin https://app.example --path /users -X PUT',
    "ask http://localhost:3000 --origin https://app.example -H 'authorization: Bearer x'",
  ],
  load: async () => (await import('./run-ask.js')).runAsk,
};
