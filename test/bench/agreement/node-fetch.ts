import { fetchOptions, whileScripted } from './asked.js';
import { type Peer, verdictOf } from './peer.js';

/** Node's own fetch knows of no page: it is asked all the same, since tests are written with it. */
export function nodeFetch(): Peer {
  return {
    name: 'Node’s fetch',
    package: null,
    judge: (server, scenario) =>
      whileScripted(server, scenario, globalThis, async (asked) => {
        const options = fetchOptions(scenario, asked);
        if (options === null) return 'not expressible';
        return verdictOf(async (signal) => {
          const response = await fetch(asked.url, { ...options, signal });
          await response.arrayBuffer();
        });
      }),
    close: () => undefined,
  };
}
