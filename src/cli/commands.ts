import { askCommand } from './ask-command.js';
import { auditCommand } from './audit-command.js';
import { checkCommand } from './check-command.js';
import type { Command } from './command.js';
import { explainCommand } from './explain-command.js';
import { fromHarCommand } from './from-har-command.js';
import { initCommand } from './init-command.js';
import { observeCommand } from './observe-command.js';
import { reportCommand } from './report-command.js';

/** Every command, in the order of the overview. */
export const commands: readonly Command[] = [
  explainCommand,
  askCommand,
  observeCommand,
  checkCommand,
  auditCommand,
  fromHarCommand,
  initCommand,
  reportCommand,
];
