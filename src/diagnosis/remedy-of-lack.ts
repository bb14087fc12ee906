import { recordingOf } from '../app/recordings.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { decisiveExchange } from '../ask/outcome.js';
import { provenanceOf } from '../ask/provenance.js';
import type { Exchange } from '../browser/transcript.js';
import { extractTokens } from '../standard/extract-header-list-values.js';
import { changed, remedy } from './catalogue/places.js';
import { ExtraRequests } from './extra-requests.js';
import { factsOf } from './facts-of.js';
import { type Facts, styleIn } from './facts.js';
import type { Lack } from './lack.js';
import { type Remedy, varyCode } from './remedy/remedy.js';

const allowOrigin = 'access-control-allow-origin';

/** What `remedyFor` does; loaded by the first assertion that needs it. */
export async function remedyOfLack(outcome: FetchOutcome, lack: Lack): Promise<Remedy> {
  const exchange = decisiveExchange(outcome);
  if (exchange === undefined) return remedy('', '');
  const facts = await observed(outcome, exchange);
  if ('vary' in lack)
    return remedy(
      'send Vary: Origin with every response, also to requests without Origin',
      varyCode(styleIn(facts)),
    );
  if ('maxAge' in lack)
    return changed(facts, `set the time to ${String(lack.maxAge)} seconds`, { maxAge: lack.maxAge });
  return changed(
    facts,
    'let pages read these headers,',
    { exposed: exposedWith(exchange, lack.exposed) },
    styleIn(facts, allowOrigin),
  );
}

async function observed(outcome: FetchOutcome, exchange: Exchange): Promise<Facts> {
  const known: Facts = { ...factsOf(outcome, exchange), recording: recordingOf(exchange) };
  const from = provenanceOf(outcome);
  const extra = from && new ExtraRequests(from);
  if (extra === undefined || !(await extra.areAllowedTo(exchange.url))) return known;
  const repeated = known.recording === undefined ? await extra.repeat(exchange) : undefined;
  return {
    ...known,
    madeWith: extra.madeWith,
    recording: known.recording ?? (repeated && recordingOf(repeated)),
  };
}

/** Those that are exposed already, and these, as the response writes them. */
function exposedWith({ responseHeaders }: Exchange, names: readonly string[]): string[] {
  const listed = extractTokens('Access-Control-Expose-Headers', responseHeaders);
  const own = Array.isArray(listed) ? listed.filter((name) => name !== '*') : [];
  const written = names.map(
    (name) => responseHeaders.find(([header]) => header.toLowerCase() === name)?.[0] ?? name,
  );
  return [...own, ...written];
}
