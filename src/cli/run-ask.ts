import { terminalText } from '../failure/terminal.js';
import type { Run } from './command.js';
import { dataOf } from './data.js';
import { inFlags } from './in-flags.js';
import { judgedRequest } from './judged-request.js';
import { requestFrom } from './request-from.js';
import { paintFor, printJson, printLine } from './streams.js';
import { withTarget } from './with-target.js';

export const runAsk: Run = (line, terminal) => {
  const [written = ''] = line.operands;
  const request = { ...requestFrom(line), origin: line.text('origin') };
  return withTarget(written, line, terminal, async ({ target }) => {
    const { judged, diagnosis, isAllowed, shown } = await judgedRequest(
      target,
      request,
      `expect-cors ask ${written}`,
    );
    if (line.flag('json')) printJson(terminal, dataOf(judged, diagnosis));
    else printLine(terminal, inFlags(terminalText(shown, paintFor(terminal))));
    return isAllowed ? 0 : 1;
  });
};
