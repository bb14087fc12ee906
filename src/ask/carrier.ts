import { type Network, send } from '../browser/network.js';
import { nthOfSame, timesSent } from '../browser/same-bytes.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import type { ResponseRecord } from '../standard/response.js';

/** Carries the exchanges of one question. */
export type Carry = (request: HttpRequest) => Promise<ResponseRecord>;

interface Sent {
  readonly request: HttpRequest;
  readonly response: Promise<ResponseRecord>;
}

/** What sends, and counts what it has sent. */
export class Carrier {
  /** Where questions share their exchanges, the same bytes are sent once. */
  readonly #sent: Sent[] | undefined;

  constructor(
    isShared: boolean,
    private readonly tally: { exchanges: number },
  ) {
    this.#sent = isShared ? [] : undefined;
  }

  /** For one question: bytes that it sends twice are sent twice. */
  on(network: Network): Carry {
    const own: HttpRequest[] = [];
    return (request) => {
      const known = this.#sent && nthOfSame(request, timesSent(request, own), this.#sent);
      own.push(request);
      if (known !== undefined) return known.response;
      const response = this.send(request, network);
      this.#sent?.push({ request, response });
      return response;
    };
  }

  send(request: HttpRequest, network: Network): Promise<ResponseRecord> {
    this.tally.exchanges += 1;
    return send(request, network);
  }
}
