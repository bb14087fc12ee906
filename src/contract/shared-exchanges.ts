import { type Network, send } from '../browser/network.js';
import { nthOfSame, timesSent } from '../browser/same-bytes.js';
import { Transcript } from '../browser/transcript.js';
import type { HttpRequest } from '../standard/main-fetch.js';
import type { FindEndpoint } from '../ask/simulate-fetch.js';
import type { ResponseRecord } from '../standard/response.js';

interface Sent {
  readonly request: HttpRequest;
  readonly answer: Promise<ResponseRecord>;
}

/** Exchanges that questions share: the same bytes are sent once. */
export class SharedExchanges {
  readonly #sent: Sent[] = [];

  constructor(readonly find: FindEndpoint) {}

  /** How many were made. */
  get made(): number {
    return this.#sent.length;
  }

  /** For one question: bytes that it sends twice are sent twice. */
  transcriptOf(network: Network): Transcript {
    const asked: HttpRequest[] = [];
    return new Transcript((request) => {
      const known = nthOfSame(request, timesSent(request, asked), this.#sent);
      asked.push(request);
      if (known !== undefined) return known.answer;
      const answer = send(request, network);
      this.#sent.push({ request, answer });
      return answer;
    });
  }
}
