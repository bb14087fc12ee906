import { CookieJar } from '../../src/browser/cookie-jar.js';
import { implementations } from '../../src/browser/implementations.js';
import { send } from '../../src/browser/network.js';
import { Transcript } from '../../src/browser/transcript.js';
import { verdictOf } from '../../src/ask/outcome.js';
import { deadlineIn } from '../../src/http/deadline.js';
import type { Endpoint } from '../../src/http/endpoint.js';
import { resolveTarget } from '../../src/http/target.js';
import { questionFrom } from '../../src/request/question.js';
import type { PreflightCache } from '../../src/standard/cors-preflight-cache.js';
import { mainFetch } from '../../src/standard/main-fetch.js';
import type { Begin } from './ask.js';

/** A document that asks several servers, which the library’s own simulated browser, with its one target, does not. */
export const askSeveralServers: Begin = ({ browser, origin, otherTargets, thirdPartyCookies, timeout }) => {
  let seconds = 0;
  const cache: PreflightCache = { entries: [], now: () => seconds };
  const jar = new CookieJar(implementations[browser].cookies, {
    page: origin,
    now: () => Date.now() + seconds * 1000,
    isDeployed: () => true,
    thirdPartyCookies,
  });
  return async ({ server, path, request, wait }) => {
    seconds += wait;
    const deadline = deadlineIn(timeout);
    const sites = new Map<string, Endpoint>();
    for (const url of [server, ...Object.keys(otherTargets)])
      sites.set(url, await resolveTarget(url, deadline));
    const question = await questionFrom({ ...request, origin, path });
    const url = new URL(server + path).href;
    const record = { ...question.request, urlList: [url], redirectCount: 0 } as const;
    const transcript = new Transcript((asked) => send(asked, { sites, deadline, sendUnsafe: true }));
    const run = await transcript.run(browser, (own) => mainFetch(record, own, cache), jar);
    return verdictOf(browser, run, question);
  };
};
