import { escapeForTerminal } from '../text/escape.js';
import { type Fact, labels } from '../text/labels.js';
import type { Failure } from './failure.js';

/** How a runner colours. */
export interface Paint {
  readonly expected: (text: string) => string;
  readonly received: (text: string) => string;
}

const plain: Paint = { expected: (text) => text, received: (text) => text };

/** Where the values of facts begin. */
const labelWidth = 18;

/**
 * A failure as text for a terminal: nothing in it that the app or a test wrote can move the cursor or change colours.
 *
 * @param headline The title as the runner writes it, in colours.
 */
export function terminalText(
  { title, expected, verdict, faults, about, facts }: Failure,
  paint: Paint = plain,
  headline = escapeForTerminal(title),
): string {
  // What is not closed is matched to its end as well: to look for it again from each escaped quote would take long.
  const quoted = (line: string): string =>
    line.replace(/"(?:[^"\\]|\\.)*("?)/g, (text, end) => (end === '' ? text : paint.expected(text)));
  const isNot: readonly Fact[] = faults === undefined ? [] : [['Not as expected', faults]];
  const isAbout: readonly Fact[] = about === undefined ? [] : [['About', about]];
  const parts = [
    [
      painted(expected, quoted),
      painted(['Verdict', verdict], paint.received),
      ...isNot.map((fact) => painted(fact)),
    ],
    [...isAbout, ...facts].map((fact) => painted(fact)),
  ];
  return [headline, ...parts.map((part) => labels(part, labelWidth))]
    .filter((text) => text !== '')
    .join('\n\n');
}

function painted([label, value]: Fact, paint: (line: string) => string = (line) => line): Fact {
  const lines = typeof value === 'string' ? [value] : value;
  return [label, lines.map((line) => paint(escapeForTerminal(line)))];
}
