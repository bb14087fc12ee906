import { type Network, send } from '../browser/network.js';
import { isSameBytes } from '../browser/same-bytes.js';
import { Transcript } from '../browser/transcript.js';
import type { HttpRequest } from '../standard/main-fetch.js';
import type { FindEndpoint } from '../fetch/simulate-fetch.js';
import type { ResponseRecord } from '../standard/response.js';
import { resolveTarget } from '../transport/target.js';

interface Sent {
  readonly request: HttpRequest;
  readonly answer: Promise<ResponseRecord>;
}

/** Exchanges that questions share: the same bytes are sent once, to where the target was first found. */
export class SharedExchanges {
  readonly #sent: Sent[] = [];
  readonly #found = new Map<unknown, ReturnType<FindEndpoint>>();

  /** A function that gives a target may make a new app each time. */
  readonly find: FindEndpoint = (target, deadline) => {
    const endpoint = this.#found.get(target) ?? resolveTarget(target, deadline);
    this.#found.set(target, endpoint);
    return endpoint;
  };

  /** How many were made. */
  get made(): number {
    return this.#sent.length;
  }

  /** For one question: bytes that it sends twice are sent twice. */
  transcriptOf(network: Network): Transcript {
    const asked: HttpRequest[] = [];
    return new Transcript((request) => {
      const isSame = (other: HttpRequest): boolean => isSameBytes(other, request);
      const repetition = asked.filter(isSame).length;
      asked.push(request);
      const known = this.#sent.filter((one) => isSame(one.request))[repetition];
      if (known !== undefined) return known.answer;
      const answer = send(request, network);
      this.#sent.push({ request, answer });
      return answer;
    });
  }
}
