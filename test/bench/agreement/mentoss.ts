import { FetchMocker, MockServer } from 'mentoss';
import type { Answer } from '../../browsers/scenario.js';
import type { Placeholders } from '../../browsers/placeholders.js';
import { initOf, type Peer, verdictOf } from './peer.js';

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** mentoss mocks the server, too: what a header line of `Headers` and its verbs cannot hold is not expressible. */
export const mentoss: Peer = {
  name: 'mentoss',
  judge(asked) {
    const { record, scenario, map } = asked;
    const [hop, ...more] = scenario.hops;
    const verb = verbs.find((name) => name === record.method);
    const isMockable = hop !== undefined && more.length === 0 && verb !== undefined && verb !== 'OPTIONS';
    if (!isMockable || record.origin === 'null' || record.useCorsPreflightFlag)
      return Promise.resolve('not expressible');
    const preflight = mocked(hop.preflight, map);
    const answer = mocked(hop.answer, map);
    if (preflight === null || answer === null) return Promise.resolve('not expressible');
    const url = new URL(record.urlList[0]);
    const server = new MockServer(url.origin);
    try {
      server.options(url.pathname, preflight);
      server[verb.toLowerCase() as Lowercase<typeof verb>](url.pathname, answer);
    } catch {
      // A status it does not know.
      return Promise.resolve('not expressible');
    }
    const { fetch } = new FetchMocker({ servers: [server], baseUrl: record.origin });
    return verdictOf(fetch(url.href, initOf(asked)));
  },
};

function mocked(
  { status, lines }: Answer,
  { expand }: Placeholders,
): { status: number; headers: Record<string, string> } | null {
  const headers = new Headers();
  try {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(expand(line)) ?? [];
      headers.append(name, value);
    }
    void new Response(null, { status, headers });
  } catch {
    return null;
  }
  return { status, headers: Object.fromEntries(headers) };
}
