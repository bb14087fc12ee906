import { askCommand } from './ask-command.js';
import type { Command } from './command.js';
import { reportCommand } from './report-command.js';

/** Every command, in the order of the overview. */
export const commands: readonly Command[] = [askCommand, reportCommand];
