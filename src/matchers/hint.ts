import { stripVTControlCharacters } from 'node:util';
import { subjectName } from '../ask/evidence.js';
import type { Paint } from '../failure/terminal.js';
import type { MatcherCall } from './context.js';

/** `expect(app).not.toAllowOrigin(expected)`, as the runner writes it. */
export function hint(call: MatcherCall): string {
  const { context, name, received, isNot, hasArguments } = call;
  const written = context.utils.matcherHint(name, subjectName(received), hasArguments ? 'expected' : '', {
    isNot,
    promise: context.promise ?? '',
  });
  // Bun's goes on about what was expected and received, by the names given here.
  return written.includes('\n') ? titleOf(call) : written;
}

/** The same without colours. */
export function titleOf({ name, received, isNot, hasArguments }: MatcherCall): string {
  return `expect(${subjectName(received)})${isNot ? '.not' : ''}.${name}(${hasArguments ? 'expected' : ''})`;
}

/** The runner's colours. Bun's also quote and escape: such are left out. */
export function paintOf({ context: { utils } }: MatcherCall): Paint {
  const only = (text: string, painted = text): string =>
    stripVTControlCharacters(painted) === text ? painted : text;
  return {
    expected: (text) => only(text, utils.EXPECTED_COLOR?.(text)),
    received: (text) => only(text, utils.RECEIVED_COLOR?.(text)),
  };
}
