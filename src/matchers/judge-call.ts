import { ExchangeError } from '../errors/exchange-error.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { UsageError } from '../errors/usage-error.js';
import { recordError } from '../journal/reported-failure.js';
import { placedAt } from '../runner/call-site.js';
import { plural } from '../text/sentence.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { hint } from './hint.js';
import { judges } from './judges.js';
import { recordResult } from './record-result.js';
import type { CorsMatchers } from './types.js';

/** Judges one call; writes down what makes its test fail, and says which assertion an error belongs to. */
export async function judgeCall(
  call: MatcherCall,
  name: keyof CorsMatchers,
  parameters: readonly unknown[],
): Promise<MatcherResult> {
  try {
    const judge = await judges[name]();
    const arity = judge.length - 1;
    if (parameters.length > arity)
      throw new UsageError('invalid-value', `${name} takes at most ${plural(arity, 'argument')}.`);
    const result = await judge(call, ...parameters);
    recordResult(call, result);
    return result;
  } catch (error) {
    const placed = withHint(error, call);
    recordError(placed, { site: call.site, state: call.context });
    throw placed;
  }
}

/** Misuse and missing evidence say which assertion they belong to, and where it stands. */
function withHint(error: unknown, call: MatcherCall): unknown {
  const [type, kind] = kinds.find(([known]) => error instanceof known) ?? [];
  if (type === undefined || !(error instanceof type)) return error;
  return placedAt(error.withMessage(`${hint(call)}\n\n${kind}: ${call.words(error.message)}`), call.site);
}

const kinds = [
  [UsageError, 'Matcher error'],
  [ExchangeError, 'No evidence'],
  [InconclusiveError, 'Inconclusive'],
] as const;
