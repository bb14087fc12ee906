import type { Command } from './command.js';
import { runnerNames } from './project/runners.js';

export const initCommand: Command = {
  name: 'init',
  summary: 'Sets a project up: the matchers for its test runner, and a first test',
  operand: '[FOLDER]',
  count: { from: 0, to: 1 },
  options: {
    app: {
      type: 'string',
      value: 'TARGET',
      help: 'What to test. Default the module that, by its text, exports an app: none is run',
    },
    origin: {
      type: 'string',
      value: 'ORIGIN',
      help: "The origin of your front end. Default one that the app's text allows",
    },
    runner: {
      type: 'string',
      value: 'NAME',
      oneOf: runnerNames,
      help: `${runnerNames.join(', ')}. Default the one the project has`,
    },
    write: { type: 'boolean', help: 'Writes without a question' },
  },
  examples: ['init', 'init --app ./src/app.ts#createApp --origin http://localhost:5173 --write'],
  load: async () => (await import('./run-init.js')).runInit,
};
