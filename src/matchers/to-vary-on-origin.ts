import { shownWords } from '../errors/disclosure.js';
import {
  askSafely,
  assertionDeadline,
  corsQuestion,
  crossOrigin,
  type Subject,
  subjectOf,
  targetIn,
} from '../ask/subject.js';
import { type Assessment, assess, inconclusive } from '../claims/assess.js';
import { describeQuestion } from '../failure/explanation.js';
import { unrelatedOrigins } from '../request/unrelated-origins.js';
import { coversOrigin } from '../diagnosis/vary.js';
import type { Exchange } from '../browser/transcript.js';
import type { Warning } from '../ask/fetch-outcome.js';
import { warningsOfSeveral } from '../diagnosis/warnings-of-several.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { withWarnings } from '../ask/outcome.js';
import type { Question } from '../request/question.js';
import { repeaterFor, repeatExchange } from '../ask/repeat-exchange.js';
import { contains, get, valuesOf } from '../standard/header-list.js';
import { recordingOf } from '../app/recordings.js';
import { escapeForTerminal } from '../text/escape.js';
import type { Deadline } from '../http/deadline.js';
import { defineMatcher } from './define-matcher.js';
import { judgeList } from './judge-list.js';
import { requestOrOrigin } from './questions.js';

const name = 'toVaryOnOrigin';

export const toVaryOnOrigin = defineMatcher(name, 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  const subject = subjectOf(call.received);
  targetIn(subject, name);
  const deadline = assertionDeadline(given);
  const question = await corsQuestion(subject, given);
  const asked = await askSafely(subject, question, deadline);
  const answers = await answersTo(asked, { subject, question, deadline });
  const outcome = withWarnings(asked, warningsOf(answers));
  const { origin } = question.request;
  return judgeList(call, [{ item: origin, outcome, assessment: assessVary(outcome, question, answers) }], {
    expected: () => [
      'Expected',
      `${call.isNot ? 'not ' : ''}Vary: Origin wherever the answer depends on the origin   ${describeQuestion(question)}`,
    ],
    headers: ['Vary'],
  });
});

interface Asked {
  readonly subject: Subject;
  readonly question: Question;
  readonly deadline: Deadline;
}

interface AnswerTo {
  /** As it is told: `"https://app.example"`, or `no origin`. */
  readonly asking: string;
  /** Of a page that nobody has heard of. */
  readonly origin?: string;
  readonly exchange: Exchange;
}

/** The answer the verdict is about, and the same for another origin and for none. */
async function answersTo(outcome: FetchOutcome, { subject, question, deadline }: Asked): Promise<AnswerTo[]> {
  const { origin } = question.request;
  const { exchanges } = outcome;
  const exchange = exchanges.find(({ kind }) => kind === 'request') ?? exchanges[0];
  if (exchange === undefined) return [];
  const other = unrelatedOrigins.find((unrelated) => unrelated !== origin) ?? 'null';
  const repeater = await repeaterFor({ target: subject.target, question }, crossOrigin(deadline));
  return [
    { asking: `"${origin}"`, exchange },
    { asking: `"${other}"`, origin: other, exchange: await repeatExchange(repeater, exchange, other) },
    { asking: 'no origin', exchange: await repeatExchange(repeater, exchange, null) },
  ];
}

function assessVary(outcome: FetchOutcome, question: Question, answers: readonly AnswerTo[]): Assessment {
  const verdict = answers.map(describe);
  const { kind, verdict: reasons } = assess(outcome, question);
  if (kind === 'inconclusive') return { kind, verdict: [...verdict, ...reasons] };
  const hasCors = answers.some(({ exchange }) =>
    contains('access-control-allow-origin', exchange.responseHeaders),
  );
  if (!hasCors) {
    return inconclusive(
      { verdict },
      'No answer has Access-Control-Allow-Origin: name an origin that is allowed.',
    );
  }
  return { kind: isVaryMissing(answers) ? 'refused' : 'allowed', verdict };
}

function isVaryMissing(answers: readonly AnswerTo[]): boolean {
  const headers = answers.map(({ exchange }) => corsHeaders(exchange).join('\n'));
  const isSame = headers.every((header) => header === headers[0]);
  return !isSame && !answers.every(({ exchange }) => coversOrigin(get('vary', exchange.responseHeaders)));
}

function warningsOf(answers: readonly AnswerTo[]): Warning[] {
  const { origin, exchange } = answers.find((answer) => answer.origin !== undefined) ?? {};
  if (origin === undefined || exchange === undefined) return [];
  const recording = recordingOf(exchange);
  return warningsOfSeveral({ unrelated: exchange, origin, recording, isVaryMissing: isVaryMissing(answers) });
}

function describe({ asking, exchange }: AnswerTo): string {
  const [allowOrigin] = valuesOf('access-control-allow-origin', exchange.responseHeaders);
  const cors =
    allowOrigin === undefined
      ? 'no Access-Control-Allow-Origin'
      : `Access-Control-Allow-Origin: ${shownWords(allowOrigin)}`;
  const vary = valuesOf('vary', exchange.responseHeaders).join(', ');
  return escapeForTerminal(
    `asked by ${asking}: ${String(exchange.status)}, ${cors}, ${vary === '' ? 'no Vary' : `Vary: ${vary}`}`,
  );
}

function corsHeaders({ responseHeaders }: Exchange): string[] {
  return responseHeaders
    .map(([header, value]) => `${header.toLowerCase()}: ${value}`)
    .filter((line) => line.startsWith('access-control-'))
    .sort();
}
