import { type Network, send } from '../browser/network.js';
import { keyOf, Transcript } from '../browser/transcript.js';
import type { ResponseRecord } from '../standard/response.js';

/** Exchanges that questions share: the same bytes are sent once. */
export class SharedExchanges {
  /** How many were made. */
  made = 0;
  readonly #answers = new Map<string, Promise<ResponseRecord>>();

  /** For one question: bytes that it sends twice are sent twice. */
  transcriptOf(network: Network): Transcript {
    const times = new Map<string, number>();
    return new Transcript((request) => {
      const bytes = keyOf(request);
      const time = (times.get(bytes) ?? 0) + 1;
      times.set(bytes, time);
      const key = `${String(time)} ${bytes}`;
      const known = this.#answers.get(key);
      if (known !== undefined) return known;
      this.made += 1;
      const answer = send(request, network);
      this.#answers.set(key, answer);
      return answer;
    });
  }
}
