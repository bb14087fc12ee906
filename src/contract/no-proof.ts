import { ExchangeError } from '../errors/exchange-error.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import type { Cell } from './cells.js';

/** Where no answer came it is told for what. */
export function withCell(error: unknown, { name }: Cell): unknown {
  return error instanceof ExchangeError ? error.withMessage(`${name}: ${error.message}`) : error;
}

/** The control was let in at first, and is no more. */
export function controlBlocked(message: string, cause?: unknown): InconclusiveError {
  return new InconclusiveError(
    'control-blocked',
    `the control was let in at first and is blocked after the others, so what they came to proves nothing: a refusal may have had this reason.\n\n${message}`,
    { cause },
  );
}
