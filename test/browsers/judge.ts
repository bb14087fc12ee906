import { CookieJar, type CookieContext } from '../../src/browser/cookie-jar.js';
import { implementations } from '../../src/browser/implementations.js';
import { type Network, send } from '../../src/browser/network.js';
import { type BrowserResult, Transcript } from '../../src/browser/transcript.js';
import { consoleMessage } from '../../src/browser/console/console-message.js';
import type { PreflightCache } from '../../src/standard/cors-preflight-cache.js';
import { type FetchResult, mainFetch } from '../../src/standard/main-fetch.js';
import { deadlineIn } from '../../src/http/deadline.js';
import type { Endpoint } from '../../src/http/endpoint.js';
import { resolveTarget } from '../../src/http/target.js';
import type { Job } from './jobs.js';
import { pageBase, type Placeholders, placeholders } from './placeholders.js';
import { requestRecord } from './request-record.js';
import type { BrowserName, Observation, Page, ScriptedRequest, SeenResponse } from './scenario.js';
import type { ScriptedServer } from './server.js';
import { wireOf } from './wire.js';

/** Something that can say what `browser` does with each request of a job. */
export type Judge = (job: Job, browser: BrowserName) => Promise<Observation[]>;

/** The engine, asked the very requests the browsers were asked, over the real transport. */
export function engineJudge(server: ScriptedServer): Judge {
  let counter = 0;
  const sites = sitesOf(server);
  return async (job, browser) => {
    // An id of its own for each time, so that nothing carries over between browsers.
    const id = `${job.id}-${String(counter++)}`;
    const map = placeholders(server.ports, id, job.page);
    let clock = 0;
    const cache: PreflightCache = { entries: [], now: () => clock };
    const jar = new CookieJar(implementations[browser].cookies, {
      page: map.origin,
      now: () => Date.now() + clock * 1000,
      isDeployed: () => true,
      thirdPartyCookies: thirdPartyCookies[browser],
    });
    const observations: Observation[] = [];
    for (const request of job.requests) {
      clock += request.wait ?? 0;
      server.script(id, job.page, request);
      observations.push(
        await observe(server, job.page, request, { browser, id, map, cache, jar, sites: await sites }),
      );
    }
    server.forget(id);
    return observations;
  };
}

/** As the browsers are set up by their drivers: headless Chromium keeps no cookies of other sites. */
const thirdPartyCookies: Record<BrowserName, CookieContext['thirdPartyCookies']> = {
  chromium: 'blocked',
  firefox: 'allowed',
  webkit: 'allowed',
};

/** Matchers send through supertest, audits and contracts over connections of our own: browsers decide about both. */
const isLean: Record<BrowserName, boolean> = { chromium: false, firefox: true, webkit: true };

/** In milliseconds. */
const patience = 8000;

interface Circumstances {
  browser: BrowserName;
  id: string;
  map: Placeholders;
  cache: PreflightCache;
  jar: CookieJar;
  sites: Network['sites'];
}

async function observe(
  server: ScriptedServer,
  page: Page,
  request: ScriptedRequest,
  { browser, id, map, cache, jar, sites }: Circumstances,
): Promise<Observation> {
  const record = await requestRecord(request, id, map, browser);
  if (record === null) return blockedBefore();
  const network: Network = {
    sites,
    deadline: deadlineIn(patience),
    sendUnsafe: true,
    lean: isLean[browser],
  };
  const transcript = new Transcript((asked) => send(asked, network));
  const run = await transcript
    .run(browser, (implementation) => mainFetch(record, implementation, cache), jar)
    .catch(() => null);
  const wire = wireOf(server.takeLog(id), request, server.ports, id, map);
  if (run === null) return { ...blockedBefore(), wire };
  return { ...observation(run, browser, page, request, map), wire };
}

/** fetch() or send() throws, or no answer can be read. */
function blockedBefore(): Observation {
  return { verdict: 'blocked', code: null, failedParameter: null, wire: [], response: null, console: [] };
}

function observation(
  { result, exchanges }: BrowserResult<FetchResult>,
  browser: BrowserName,
  page: Page,
  request: ScriptedRequest,
  { expand, normalize }: Placeholders,
): Omit<Observation, 'wire'> {
  const text = consoleMessage(browser, result, {
    initiator: request.api,
    pageUrl: expand(pageBase(page) + `/page/${page}`),
    exchanges,
  });
  const console = text === null ? [] : text.split(/\n(?=.)/s).map(normalize);
  if (!('refusal' in result)) {
    return {
      verdict: 'allowed',
      code: null,
      failedParameter: null,
      response: seen(result.response, request, normalize),
      console,
    };
  }
  const told = browser === 'chromium' && result.refusal.code !== null;
  return {
    verdict: 'blocked',
    code: told ? result.refusal.code : null,
    failedParameter: told ? normalize(asProtocolText(result.refusal.failedParameter ?? '')) : null,
    response: null,
    console,
  };
}

/** The devtools protocol leaves a value with bytes beyond ASCII out. */
function asProtocolText(text: string): string {
  return /[^\x00-\x7f]/.test(text) ? '' : text;
}

function seen(
  response: Exclude<FetchResult, { refusal: unknown }>['response'],
  { api }: ScriptedRequest,
  normalize: (text: string) => string,
): SeenResponse {
  const isXhr = api === 'xhr';
  return {
    type: isXhr ? null : response.type,
    status: response.status,
    redirected: isXhr ? null : response.redirected,
    url: normalize(response.url),
    headers: response.headers.map(([name]) => name).sort(),
  };
}

async function sitesOf({ ports }: ScriptedServer): Promise<Network['sites']> {
  const sites = new Map<string, Endpoint>();
  for (const port of Object.values(ports)) {
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const origin = `http://${host}:${String(port)}`;
      sites.set(origin, await resolveTarget(origin, deadlineIn(patience)));
    }
  }
  return sites;
}
