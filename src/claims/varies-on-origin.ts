import type { FetchOutcome, Warning } from '../ask/fetch-outcome.js';
import { withWarnings } from '../ask/provenance.js';
import type { Session } from '../ask/session.js';
import { recordingOf } from '../app/recordings.js';
import type { Exchange } from '../browser/transcript.js';
import { coversOrigin } from '../diagnosis/vary.js';
import { warningsOfSeveral } from '../diagnosis/warnings-of-several.js';
import { shownWords } from '../state/disclosure.js';
import type { Question } from '../request/question.js';
import { unrelatedOrigins } from '../request/unrelated-origins.js';
import { contains, get, valuesOf } from '../standard/header-list.js';
import { type Assessment, assess, inconclusive, type Judged } from './assess.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

/** Whether responses that depend on the origin say so: asked with the origin of the question, another one and none. */
export async function variesOnOrigin(session: Session, question: Question): Promise<Judged> {
  const { origin } = question.request;
  const asked = await session.askSafely(question);
  const traced = session.derive({ isTraced: true });
  const responses = await responsesTo({ origin, outcome: asked }, (exchange, other) =>
    // Nothing but Origin: what differs by site or Referer is another matter.
    traced.repeat(question, exchange, other === null ? { origin: null } : { headers: [['Origin', other]] }),
  );
  const outcome = withWarnings(asked, warningsOf(responses));
  const assessment = await unlessAnyPageMeetsIt(assess(outcome, question), { outcome, question }, session);
  return { item: origin, question, outcome, assessment: assessVary(assessment, responses) };
}

interface ResponseTo {
  /** As it is written: `"https://app.example"`, or `no origin`. */
  readonly asking: string;
  /** Of a page that nobody has heard of. */
  readonly origin?: string;
  readonly exchange: Exchange;
}

/** The response the verdict is about, and the same for another origin and for none. */
async function responsesTo(
  { origin, outcome }: { readonly origin: string; readonly outcome: FetchOutcome },
  repeat: (exchange: Exchange, origin: string | null) => Promise<Exchange>,
): Promise<ResponseTo[]> {
  const { exchanges } = outcome;
  const exchange = exchanges.find(({ kind }) => kind === 'request') ?? exchanges[0];
  if (exchange === undefined) return [];
  const other = unrelatedOrigins.find((unrelated) => unrelated !== origin) ?? 'null';
  return [
    { asking: `from "${origin}"`, exchange },
    { asking: `from "${other}"`, origin: other, exchange: await repeat(exchange, other) },
    { asking: 'without an origin', exchange: await repeat(exchange, null) },
  ];
}

function assessVary(assessment: Assessment, responses: readonly ResponseTo[]): Assessment {
  const verdict = responses.map(describe);
  const { kind, verdict: reasons } = assessment;
  if (kind === 'inconclusive') return { kind, verdict: [...verdict, ...reasons] };
  const hasCors = responses.some(({ exchange }) =>
    contains('access-control-allow-origin', exchange.responseHeaders),
  );
  if (!hasCors) {
    return inconclusive(
      { verdict },
      'No response has Access-Control-Allow-Origin: use an origin that is allowed.',
    );
  }
  return isVaryMissing(responses)
    ? { kind: 'blocked', verdict, lack: { vary: true } }
    : { kind: 'allowed', verdict };
}

function isVaryMissing(responses: readonly ResponseTo[]): boolean {
  const headers = responses.map(({ exchange }) => corsHeaders(exchange).join('\n'));
  const isSame = headers.every((header) => header === headers[0]);
  return !isSame && !responses.every(({ exchange }) => coversOrigin(get('vary', exchange.responseHeaders)));
}

function warningsOf(responses: readonly ResponseTo[]): Warning[] {
  const { origin, exchange } = responses.find((response) => response.origin !== undefined) ?? {};
  if (origin === undefined || exchange === undefined) return [];
  const recording = recordingOf(exchange);
  return warningsOfSeveral({
    unrelated: exchange,
    origin,
    recording,
    isVaryMissing: isVaryMissing(responses),
  });
}

function describe({ asking, exchange }: ResponseTo): string {
  const [allowOrigin] = valuesOf('access-control-allow-origin', exchange.responseHeaders);
  const cors =
    allowOrigin === undefined
      ? 'no Access-Control-Allow-Origin'
      : `Access-Control-Allow-Origin: ${shownWords(allowOrigin)}`;
  const vary = valuesOf('vary', exchange.responseHeaders).join(', ');
  return `${asking}: ${String(exchange.status)}, ${cors}, ${vary === '' ? 'no Vary' : `Vary: ${vary}`}`;
}

function corsHeaders({ responseHeaders }: Exchange): string[] {
  return responseHeaders
    .map(([header, value]) => `${header.toLowerCase()}: ${value}`)
    .filter((line) => line.startsWith('access-control-'))
    .sort();
}
