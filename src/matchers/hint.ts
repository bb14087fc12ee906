import { subjectName } from '../ask/evidence.js';
import type { MatcherCall } from './context.js';

/** `expect(app).not.toAllowOrigin(expected)`, as the runner writes it. */
export function hint({ context, name, received, isNot, hasArguments }: MatcherCall): string {
  return context.utils.matcherHint(name, subjectName(received), hasArguments ? 'expected' : '', {
    isNot,
    promise: context.promise ?? '',
  });
}

/** The same without colours. */
export function titleOf({ name, received, isNot, hasArguments }: MatcherCall): string {
  return `expect(${subjectName(received)})${isNot ? '.not' : ''}.${name}(${hasArguments ? 'expected' : ''})`;
}
