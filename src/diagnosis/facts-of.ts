import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Exchange } from '../browser/transcript.js';
import { behindProxyOf } from '../http/behind-proxy.js';
import type { Facts } from './facts.js';

/** What an outcome says by itself, about one of its exchanges. */
export function factsOf(outcome: FetchOutcome, exchange: Exchange): Facts {
  return {
    outcome,
    exchange,
    recording: undefined,
    repeated: [],
    redirecting: undefined,
    preflights: [],
    probes: [],
    madeWith: null,
    behindProxy: behindProxyOf(exchange),
  };
}
