import type { Command } from './command.js';
import { jsonOption, remoteOption, requestOptions, targetOptions, verboseOption } from './common-options.js';

const { method, header, cookie } = requestOptions;

export const auditCommand: Command = {
  name: 'audit',
  summary: 'Tries whether pages that are not trusted can read, with origins that look like trusted ones',
  operand: 'TARGET',
  count: { from: 1, to: 1 },
  options: {
    trusted: {
      type: 'string',
      value: 'ORIGIN',
      isList: true,
      isRequired: true,
      help: 'An origin that is allowed on purpose',
    },
    path: { type: 'string', value: 'PATH', isList: true, help: 'Where. Default /' },
    ...(method && header && cookie ? { method, header, cookie } : {}),
    except: { type: 'string', value: 'ORIGIN', isList: true, help: 'An origin that may be allowed, or *' },
    'fail-on': {
      type: 'string',
      value: 'LEVEL',
      oneOf: ['error', 'warn', 'info'],
      help: 'From which level on a finding fails. Default error',
    },
    ...remoteOption,
    ...targetOptions,
    ...verboseOption,
    ...jsonOption,
  },
  examples: ['audit ./src/app.ts --trusted https://app.example --path /users'],
  load: async () => (await import('./run-audit.js')).runAudit,
};
