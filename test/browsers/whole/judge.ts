import type { RequestListener } from 'node:http';
import { type CrossOriginRequest, simulateFetch } from '../../../src/index.js';
import type { BrowserName } from '../scenario.js';
import { relations, type SentRequest, type WholeCase, type WholeObservation } from './case.js';
import { allPlaces, originsBy } from './origins.js';
import { headersOf, respond } from './server.js';

const { originOf, normalize } = originsBy((scheme, role) => (scheme === 'http' ? 3000 : 4000) + role.length);

/** What the library says that a browser does with a case, asked as a user asks. */
export async function judgeWhole(one: WholeCase, browser: BrowserName): Promise<WholeObservation> {
  const [from, to] = relations[one.relation];
  const requests: SentRequest[] = [];
  const app: RequestListener = (request, response) => {
    const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
    const at = normalize(`${scheme}://${request.headers.host ?? ''}`);
    const hop = request.url?.split('/')[2] ?? '0';
    requests.push({
      method: request.method ?? '',
      url: `${at}/${hop}`,
      headers: headersOf(request, normalize),
    });
    respond(one, request, response, hop, one.redirect && originOf(one.redirect));
  };
  const outcome = await simulateFetch(app, {
    ...requestOf(one),
    origin: originOf(from),
    path: `/${one.id}`,
    servedAt: originOf(to),
    browsers: [browser],
    otherTargets: Object.fromEntries(
      allPlaces.filter((place) => place !== to).map((place) => [originOf(place), app]),
    ),
  });
  const text = outcome.browsers[browser]?.consoleMessage ?? null;
  const console = text === null ? [] : normalize(text).replaceAll(one.id, '{id}').split('\n');
  return { requests, loaded: outcome.allowed, console };
}

function requestOf({ kind, credentials, mode, method, headers, body }: WholeCase): CrossOriginRequest {
  if (kind === 'fetch') return { credentials, mode, method, headers, body };
  if (kind === 'xhr') return { initiator: kind, credentials, method, headers, body };
  if (kind !== 'beacon') return { initiator: kind, credentials, mode };
  const type = headers[0]?.[1];
  return { initiator: kind, body: type === undefined ? body : new Blob([body ?? ''], { type }) };
}
