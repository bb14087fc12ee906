import { FetchMocker, type MockServer } from 'mentoss';
import { fetchOptions, pageUrl, whileScripted } from './asked.js';
import { type Peer, verdictOf } from './peer.js';

const bodyless = [101, 103, 204, 205, 304];

/**
 * mentoss answers from mocks. Its one mock server here passes every request on to the scripted servers, so
 * that its own CORS rules judge what they answer; Node's fetch, which has no such rules, is the wire.
 */
export function mentoss(): Peer {
  return {
    name: 'mentoss',
    package: 'mentoss',
    judge: (server, scenario) =>
      whileScripted(server, scenario, globalThis, async (asked) => {
        const options = fetchOptions(scenario, asked);
        if (options === null) return 'not expressible';
        return verdictOf(async (signal) => {
          const mocker = new FetchMocker({
            baseUrl: pageUrl(server, scenario.page),
            servers: [relay(signal) as MockServer],
          });
          await mocker.fetch(asked.url, options);
        });
      }),
    close: () => undefined,
  };
}

/** The one method of a MockServer that FetchMocker calls. */
function relay(signal: AbortSignal): Pick<MockServer, 'traceReceive'> {
  return {
    async traceReceive(request) {
      const body = await request.arrayBuffer();
      const answer = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        signal,
        ...(body.byteLength > 0 ? { body } : {}),
      });
      const { status, headers } = answer;
      const content = await answer.arrayBuffer();
      const response = new Response(bodyless.includes(status) ? null : content, { status, headers });
      return { response, traces: [] };
    },
  };
}
