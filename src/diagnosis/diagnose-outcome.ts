import { recordingOf } from '../app/recordings.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { decisiveExchange } from '../ask/outcome.js';
import { provenanceOf } from '../ask/provenance.js';
import type { Changes } from '../ask/session.js';
import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { configured } from '../request/configuration.js';
import { isSafeMethod } from '../standard/method.js';
import { hasCorsDecided, isCorsCalled } from './catalogue/app-layers.js';
import { mayBeIsolated, originsToContrast, preflightBefore, redirectBefore } from './contrast.js';
import { type Diagnosis, diagnosisFrom } from './diagnosis.js';
import { factsOf } from './facts-of.js';
import { ExtraRequests } from './extra-requests.js';
import { type Facts, isSilent, isMissing, preflightOf, type Probe } from './facts.js';
import { obstaclesAfter } from './obstacles.js';
import { webServerOf } from './web-server.js';

/** What `diagnose` does; loaded by the first outcome that has to be explained. */
export async function diagnoseOutcome(outcome: FetchOutcome): Promise<Diagnosis> {
  const exchange = decisiveExchange(outcome);
  if (exchange === undefined) return diagnosisFrom(factsOf(outcome, nothingSent(outcome)));
  const known = { ...factsOf(outcome, exchange), recording: recordingOf(exchange) };
  const from = provenanceOf(outcome);
  const extra = from && new ExtraRequests(from);
  if (extra === undefined) return diagnosisFrom(known);
  if (!(await extra.areAllowedTo(exchange.url))) return diagnosisFrom({ ...known, isAtUrl: true });
  const facts = await observed(
    { ...known, madeWith: extra.madeWith, isAtUrl: extra.isAtUrl, corsPlaces: extra.corsPlaces },
    extra,
  );
  const diagnosis = diagnosisFrom(facts);
  const next = outcome.allowed ? [] : await obstaclesAfter(facts, diagnosis, extra);
  return { ...diagnosis, next, asked: extra.count };
}

/** Blocked before there was an exchange. */
function nothingSent({ request }: FetchOutcome): Exchange {
  const { method, url } = request;
  return { kind: 'request', method, url, requestHeaders: [], status: 0, responseHeaders: [], browsers: [] };
}

/** Repeats the exchange, and with changes, as far as that is harmless. */
async function observed(facts: Facts, extra: ExtraRequests): Promise<Facts> {
  const { exchange, outcome } = facts;
  const hasContrast = configured().diagnose !== 'passive';
  if (!isSafeMethod(exchange.method)) {
    return hasContrast ? { ...facts, ...(await preflightsOf(facts, extra)) } : facts;
  }
  const repeated = await extra.repeat(exchange);
  const seen: Facts = {
    ...facts,
    repeated: repeated ? [repeated] : [],
    recording: repeated && recordingOf(repeated),
  };
  // It depends on something other than the origin: other origins would show nothing.
  if (repeated && !outcome.allowed && !isSameAnswer(repeated, exchange)) {
    const third = await extra.repeat(exchange);
    const answers = third ? [repeated, third] : [repeated];
    const same = answers.find((answer) => isSameAnswer(answer, exchange));
    return { ...facts, repeated: answers, recording: same ? recordingOf(same) : facts.recording };
  }
  const redirected = await ofRedirect(facts, extra);
  // Where no rule of CORS has blocked it, other origins would show nothing.
  const isBesideCors = !outcome.allowed && outcome.code === null;
  return { ...seen, ...redirected, ...(hasContrast && !isBesideCors && (await contrast(seen, extra))) };
}

function isSameAnswer(one: Exchange, other: Exchange): boolean {
  return one.status === other.status && allowOriginOf(one) === allowOriginOf(other);
}

async function ofRedirect(
  facts: Facts,
  extra: ExtraRequests,
): Promise<Pick<Facts, 'redirecting' | 'asPage'> | undefined> {
  const redirect = redirectBefore(facts);
  if (redirect === undefined) return undefined;
  const redirecting = await extra.repeat(redirect);
  const asPage = await extra.repeat(facts.exchange, { origin: facts.outcome.request.origin });
  return { redirecting: redirecting && recordingOf(redirecting), asPage };
}

async function contrast(facts: Facts, extra: ExtraRequests): Promise<Partial<Facts>> {
  const { outcome, exchange } = facts;
  const isRequestBare = isMissing(facts) && isSilent(exchange);
  const mayBeOrder = isRequestBare && !isCorsCalled(facts) && !hasCorsDecided(facts);
  const corsFirst = mayBeOrder ? await extra.repeatWithCorsFirst(exchange) : undefined;
  const probes: Probe[] = [];
  const probe = async (origin: string | null, other: Exchange): Promise<void> => {
    const answer = await extra.repeat(other, changesFor(origin, outcome.request.origin));
    if (answer !== undefined) probes.push({ origin, exchange: answer });
  };
  // Whether the same page is allowed on the same path by its preflight, and by the app behind a proxy.
  const isInDoubt = isRequestBare || facts.behindProxy !== undefined || webServerOf(exchange) !== undefined;
  if (isInDoubt && exchange.kind === 'request' && !outcome.preflighted)
    await probe(outcome.request.origin, preflightBefore(exchange));
  const asOwnPage =
    isRequestBare && mayBeIsolated(facts)
      ? await extra.repeat(exchange, { headers: [['Sec-Fetch-Site', 'same-origin']] })
      : undefined;
  for (const origin of originsToContrast(facts, extra.control)) await probe(origin, exchange);
  return { corsFirst, asOwnPage, probes };
}

/** Nothing but Origin is varied: what a guard makes of the browser's other headers stays the same. */
function changesFor(origin: string | null, asked: string): Changes {
  if (origin === asked) return {};
  return origin === null ? { origin } : { headers: [['Origin', origin]] };
}

/** An unsafe request is not sent again; its preflight may be. */
async function preflightsOf(facts: Facts, extra: ExtraRequests): Promise<Partial<Facts>> {
  const preflight = preflightOf(facts);
  if (preflight !== undefined) {
    const answers = [await extra.repeat(preflight), await extra.repeat(preflight)];
    return { preflights: answers.flatMap((answer) => answer ?? []) };
  }
  const answer = await extra.repeat(preflightBefore(facts.exchange));
  return { probes: answer === undefined ? [] : [{ origin: facts.outcome.request.origin, exchange: answer }] };
}
