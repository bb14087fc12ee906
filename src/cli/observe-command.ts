import type { Command } from './command.js';
import { browserOption, jsonOption, remoteOption, targetOptions } from './common-options.js';

export const observeCommand: Command = {
  name: 'observe',
  summary: 'Shows what an app allows pages to do today, or writes it as a contract',
  operand: 'TARGET',
  count: { from: 1, to: 1 },
  options: {
    origin: {
      type: 'string',
      value: 'ORIGIN',
      isList: true,
      isRequired: true,
      help: 'The origin of a page. Others are tried as well',
    },
    route: {
      type: 'string',
      value: 'PATH',
      isList: true,
      help: 'A path such as /users/:id. Default all routes of the app, where they can be read',
    },
    param: {
      type: 'string',
      value: 'NAME=VALUE',
      isList: true,
      help: 'The value of a parameter in a path. Default 1',
    },
    write: { type: 'string', value: 'FILE', help: 'Writes the contract that the app keeps, as JSON' },
    ...remoteOption,
    ...browserOption,
    ...targetOptions,
    ...jsonOption,
  },
  examples: [
    'observe ./src/app.ts --origin https://app.example --write cors-contract.json',
    'observe http://localhost:3000 --origin https://app.example --route /users --route /users/:id',
  ],
  load: async () => (await import('./run-observe.js')).runObserve,
};
