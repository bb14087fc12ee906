import type { Command } from './command.js';
import { jsonOption, sendOption, targetOptions, verboseOption } from './common-options.js';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Explains what a browser printed about CORS, and finds the cause in your app',
  operand: '[TEXT | -]',
  count: { from: 0, to: Infinity },
  options: {
    app: { type: 'string', value: 'MODULE', help: 'Makes the same request to the app that it exports' },
    url: { type: 'string', value: 'URL', help: 'Makes the same request to the server there' },
    origin: {
      type: 'string',
      value: 'ORIGIN',
      help: "The page's origin, which Firefox and WebKit do not always print",
    },
    method: {
      type: 'string',
      short: 'X',
      value: 'METHOD',
      help: 'The method, where the message does not say it',
    },
    ...sendOption,
    ...targetOptions,
    ...verboseOption,
    ...jsonOption,
  },
  examples: [
    'explain "Access to fetch at \'http://localhost:3000/users\' from origin …"',
    'explain - --app ./src/app.ts < console.txt',
    'explain --url http://localhost:3000 < console.txt',
  ],
  load: async () => (await import('./run-explain.js')).explain,
};
