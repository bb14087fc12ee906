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
  { title, expected, verdict, about, facts }: Failure,
  paint: Paint = plain,
  headline = escapeForTerminal(title),
): string {
  const [label, said] = expected;
  const isAbout: readonly Fact[] = about === undefined ? [] : [['About', about]];
  return [
    headline,
    labels(
      [
        painted([label, said], (line) => line.replace(/"(?:[^"\\]|\\.)*"/g, paint.expected)),
        painted(['Verdict', verdict], paint.received),
      ],
      labelWidth,
    ),
    labels(
      [...isAbout, ...facts].map((fact) => painted(fact)),
      labelWidth,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function painted([label, value]: Fact, paint: (line: string) => string = (line) => line): Fact {
  const lines = typeof value === 'string' ? [value] : value;
  return [label, lines.map((line) => paint(escapeForTerminal(line)))];
}
