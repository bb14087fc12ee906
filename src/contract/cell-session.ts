import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { Session } from '../ask/session.js';
import { matchesStatus } from '../claims/assess.js';
import { checkConclusive } from '../claims/proves-nothing.js';
import { ExchangeError } from '../errors/exchange-error.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { deadlineIn } from '../http/deadline.js';
import { defaultTimeout } from '../request/question.js';
import { shownUrl } from '../state/disclosure.js';
import type { Cell } from './cells.js';
import { configuredForContract } from './contract-request.js';
import { judgeCell, type JudgedCell } from './judge-cell.js';
import type { Questions } from './questions.js';

/** For all cells of a contract: its target is found once. */
export function contractSession(target: unknown): Session {
  return new Session(target, { lean: true, holdsBackUnsafe: true });
}

/** Judges a cell within a deadline of its own. Where no response came it is said for what. */
export async function judgeInTime(cell: Cell, questions: Questions, session: Session): Promise<JudgedCell> {
  const timeout = questions.request.timeout ?? configuredForContract().timeout ?? defaultTimeout;
  try {
    const check = (outcome: FetchOutcome): void => {
      checkResponses(cell, outcome);
    };
    const own = { deadline: deadlineIn(timeout), check };
    return await judgeCell(cell, { questions, session: session.within(own) });
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    throw error.withMessage(`${cell.name}: ${error.message}`);
  }
}

/** @throws {InconclusiveError} for what every page meets, whatever the app makes of its origin. */
function checkResponses({ name, route }: Cell, { exchanges }: FetchOutcome): void {
  for (const { method, url, status } of exchanges) {
    if (route.status !== undefined && matchesStatus(status, route.status)) continue;
    checkConclusive(
      status,
      () => `${name}: inconclusive, because ${method} ${shownUrl(new URL(url).pathname)}`,
      'If this response is expected, declare it as the "status" of the route.',
    );
  }
}

/** The control was allowed at first, and is not any more. */
export function controlBlocked(message: string, cause?: unknown): InconclusiveError {
  return new InconclusiveError(
    'control-blocked',
    `the control origin was allowed at first but is blocked at the end, so these results are unreliable: rejections may have the same cause.\n\n${message}`,
    { cause },
  );
}
