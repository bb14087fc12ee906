import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { type Diagnosis, diagnosisFrom, originsToContrast } from './diagnosis.js';
import { type Facts, type Probe } from './facts.js';
import { webServerOf } from './web-server.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import { recordingOf } from '../app/recordings.js';
import { behindProxyOf } from '../http/behind-proxy.js';
import { deadlineIn } from '../http/deadline.js';
import { realNow } from '../runner/real-time.js';
import { configured } from '../request/configuration.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { ifResponds } from '../ask/if-responds.js';
import { decisiveExchange } from '../ask/outcome.js';
import { type Provenance, provenanceOf } from '../ask/provenance.js';
import { Session } from '../ask/session.js';

/** Milliseconds for all extra requests. */
const timeLimit = 1500;
const mostAsked = 8;

/** What `diagnose` does; loaded by the first outcome that has to be explained. */
export async function diagnoseOutcome(outcome: FetchOutcome): Promise<Diagnosis> {
  const exchange = decisiveExchange(outcome);
  const from = provenanceOf(outcome);
  if (exchange === undefined) return diagnosisFrom(factsOf(outcome, nothingSent(outcome)));
  const known = { ...factsOf(outcome, exchange), recording: recordingOf(exchange) };
  if (from === undefined) return diagnosisFrom(known);
  const again = { count: 0 };
  return diagnosisFrom(await look(from, known, again), again.count);
}

function factsOf(outcome: FetchOutcome, exchange: Exchange): Facts {
  return {
    outcome,
    exchange,
    recording: undefined,
    repeated: [],
    redirecting: undefined,
    preflights: [],
    probes: [],
    behindProxy: behindProxyOf(exchange),
  };
}

/** Blocked before there was an exchange. */
function nothingSent({ request }: FetchOutcome): Exchange {
  const { method, url } = request;
  return { kind: 'request', method, url, requestHeaders: [], status: 0, responseHeaders: [], browsers: [] };
}

type Repeat = (exchange: Exchange, origin?: string | null) => Promise<Exchange | undefined>;

/**
 * Repeats the exchange, and for other origins, as far as that is harmless.
 *
 * @param again Counts what is sent.
 */
async function look(
  { target, question }: Provenance,
  known: Facts,
  again: { count: number },
): Promise<Facts> {
  const { exchange, outcome } = known;
  const deadline = deadlineIn(timeLimit);
  const session = new Session(target, { deadline, isTraced: true });
  const facts = { ...known, isAtUrl: (await ifResponds(session.isInHand(question))) === false };
  const isHere = session.elsewhere(question, exchange.url).then((elsewhere) => elsewhere === undefined);
  if ((await ifResponds(isHere)) !== true) return facts;
  const repeat: Repeat = async (other, origin) => {
    if (deadline.due <= realNow() || again.count >= mostAsked) return undefined;
    again.count += 1;
    return ifResponds(session.repeat(question, other, origin === undefined ? {} : { origin }));
  };
  const hasContrast = configured().diagnose !== 'passive';
  if (!isSafeMethod(exchange.method)) {
    return hasContrast ? { ...facts, preflights: await preflightsAgain(outcome, repeat) } : facts;
  }
  const repeated = await repeat(exchange);
  const seen = {
    ...facts,
    repeated: repeated ? [repeated] : [],
    recording: repeated && recordingOf(repeated),
  };
  // It depends on something other than the origin: other origins would show nothing.
  if (repeated && !outcome.allowed && !isSameAnswer(repeated, exchange)) {
    const third = await repeat(exchange);
    const answers = third ? [repeated, third] : [repeated];
    const same = answers.find((answer) => isSameAnswer(answer, exchange));
    return { ...facts, repeated: answers, recording: same ? recordingOf(same) : facts.recording };
  }
  const redirect = redirectBefore(facts);
  const redirected = redirect && (await repeat(redirect));
  return {
    ...seen,
    redirecting: redirected && recordingOf(redirected),
    // Where no rule of CORS has blocked it, other origins would show nothing.
    probes: hasContrast && !isBesideCors(outcome) ? await contrast(facts, repeat, question.control) : [],
  };
}

function isBesideCors({ allowed, code }: FetchOutcome): boolean {
  return !allowed && code === null;
}

function isSameAnswer(one: Exchange, other: Exchange): boolean {
  return one.status === other.status && allowOriginOf(one) === allowOriginOf(other);
}

async function contrast(
  { outcome, exchange, behindProxy }: Facts,
  repeat: Repeat,
  control: string | undefined,
): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (const origin of originsToContrast(outcome, control)) {
    const answer = await repeat(exchange, origin);
    if (answer !== undefined) probes.push({ origin, exchange: answer });
  }
  // Whether the same page is allowed on the same path where nothing fails, and by the app behind a proxy.
  const isInDoubt =
    exchange.status >= 400 || behindProxy !== undefined || webServerOf(exchange) !== undefined;
  if (exchange.kind === 'request' && isInDoubt && !outcome.preflighted) {
    const answer = await repeat(preflightBefore(exchange));
    if (answer !== undefined) probes.push({ origin: outcome.request.origin, exchange: answer });
  }
  return probes;
}

/** An unsafe request is not sent again; its preflight may be. */
async function preflightsAgain({ exchanges }: Facts['outcome'], repeat: Repeat): Promise<Exchange[]> {
  const preflight = exchanges.find(({ kind }) => kind === 'preflight');
  if (preflight === undefined) return [];
  const answers = [await repeat(preflight), await repeat(preflight)];
  return answers.flatMap((answer) => answer ?? []);
}

/** The redirect that has made the page's origin `null`. */
function redirectBefore({ outcome, exchange }: Facts): Exchange | undefined {
  if (get('origin', exchange.requestHeaders) !== 'null' || outcome.request.origin === 'null')
    return undefined;
  const before = outcome.exchanges.slice(0, outcome.exchanges.indexOf(exchange));
  return before.findLast(({ status, method }) => status >= 300 && status <= 399 && isSafeMethod(method));
}

/** The preflight that would have gone before. */
function preflightBefore({ method, url, requestHeaders }: Exchange): Exchange {
  const headers: HeaderList = [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', method],
    ['Origin', get('origin', requestHeaders) ?? ''],
  ];
  const unanswered = { status: 0, responseHeaders: [], browsers: [] };
  return { kind: 'preflight', method: 'OPTIONS', url, requestHeaders: headers, ...unanswered };
}
