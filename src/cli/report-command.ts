import type { Command } from './command.js';

const file = (help: string) => ({ type: 'string', value: 'FILE', help }) as const;

export const reportCommand: Command = {
  name: 'report',
  summary: 'Merges reports that were written as JSON, by the shards of a run or by several packages',
  operand: 'FILE.json…',
  count: { from: 1, to: Infinity },
  options: {
    html: file('Writes one page that needs nothing else'),
    markdown: file('Writes a summary, for a job or a comment'),
    json: file('Writes the merged report, as this command reads it'),
    sarif: file('Writes SARIF 2.1.0, for code scanning'),
    title: { type: 'string', value: 'TEXT', help: 'The title. Default that of the reports' },
  },
  examples: ['report shard-1/cors.json shard-2/cors.json --html cors.html'],
  load: async () => (await import('./run-report.js')).runReport,
};
