import { ExchangeError, UsageError } from '../../src/index.js';
import { type Ask, askInOneBrowser, askOnce, type Begin, type Setting, type Verdict } from './ask.js';
import { crossOriginRequest } from './cross-origin-request.js';
import type { Job } from './jobs.js';
import { observationOf } from './observation.js';
import { askSeveralServers } from './other-servers.js';
import { originsOf, type Placeholders, placeholders } from './placeholders.js';
import { otherServer, type Refused, refused } from './refused.js';
import type { BrowserName, Observation, ScriptedRequest } from './scenario.js';
import type { ScriptedServer } from './server.js';
import { wireOf } from './wire.js';

/** What the library says of one request. */
export interface Judged {
  readonly observation: Observation;
  /** Why the request could not be asked for as the page’s script does. */
  readonly refused: Refused | null;
}

/** Something that can say what `browser` does with each request of a job. */
export type Judge = (job: Job, browser: BrowserName) => Promise<Judged[]>;

/** The library, asked for what the browsers were asked for, as its users ask. */
export function libraryJudge(server: ScriptedServer): Judge {
  let counter = 0;
  // An id of its own for each time, so that nothing carries over between browsers.
  const judgeBy = (begin: Begin, job: Job, browser: BrowserName): Promise<Judged[]> =>
    judgeDocument(server, { ...job, id: `${job.id}-${String(counter++)}` }, browser, begin);
  return async (job, browser) => {
    if (job.source.kind === 'scenario') return judgeBy(askOnce, job, browser);
    const isAtFirst = ({ target }: ScriptedRequest): boolean => target === job.requests[0]?.target;
    const own = await judgeBy(askInOneBrowser, { ...job, requests: job.requests.filter(isAtFirst) }, browser);
    if (job.requests.every(isAtFirst)) return own;
    const all = await judgeBy(askSeveralServers, job, browser);
    return all.map((judged, index) => {
      const isOwn = isAtFirst(job.requests[index] as ScriptedRequest);
      return (isOwn ? own.shift() : undefined) ?? { ...judged, refused: otherServer };
    });
  };
}

async function judgeDocument(
  server: ScriptedServer,
  { id, page, requests }: Pick<Job, 'id' | 'page' | 'requests'>,
  browser: BrowserName,
  begin: Begin,
): Promise<Judged[]> {
  const map = placeholders(server.ports, id, page);
  const ask = begin({
    browser,
    origin: map.origin,
    otherTargets: requests.some(isRedirected) ? targetsAt(originsOf(server.ports)) : {},
    thirdPartyCookies: thirdPartyCookies[browser],
    timeout: 8000,
  });
  const judged: Judged[] = [];
  for (const request of requests) {
    server.script(id, page, request);
    const { verdict, refused } = await verdictOn(request, id, map, ask);
    const wire = wireOf(server.takeLog(id), request, server.ports, id, map);
    judged.push({ observation: { ...observationOf(verdict, browser, page, request, map), wire }, refused });
  }
  server.forget(id);
  return judged;
}

/** As the browsers are set up by their drivers: headless Chromium keeps no cookies of other sites. */
const thirdPartyCookies: Record<BrowserName, Setting['thirdPartyCookies']> = {
  chromium: 'blocked',
  firefox: 'allowed',
  webkit: 'allowed',
};

/** fetch() or send() throws, or no response can be read. */
const blockedBefore: Verdict = {
  allowed: false,
  code: null,
  failedParameter: null,
  response: null,
  consoleMessage: null,
};

/** What fetch() and XMLHttpRequest throw for is blocked; what else the library refuses is asked for another way. */
async function verdictOn(
  request: Job['requests'][number],
  id: string,
  { expand }: Pick<Placeholders, 'expand'>,
  ask: Ask,
): Promise<{ verdict: Verdict; refused: Refused | null }> {
  const { target, path, suffix, wait = 0 } = request;
  try {
    const address = { server: expand(target), path: expand(`/${id}/${path}${suffix}`) };
    const verdict = await ask({ ...address, request: crossOriginRequest(request, expand), wait });
    return { verdict, refused: null };
  } catch (error) {
    if (error instanceof ExchangeError) return { verdict: blockedBefore, refused: null };
    if (!(error instanceof UsageError)) throw error;
    const row = refused.find(({ isOf }) => isOf?.(error, request) === true);
    if (row?.insteadOf !== undefined) {
      const { verdict } = await verdictOn({ ...row.insteadOf(request), wait: 0 }, id, { expand }, ask);
      return { verdict, refused: row };
    }
    if (!thrownInThePage.includes(error.code)) throw error;
    return { verdict: blockedBefore, refused: null };
  }
}

const thrownInThePage: readonly string[] = [
  'body-not-allowed',
  'forbidden-method',
  'invalid-header',
  'invalid-method',
];

function isRedirected({ hops }: ScriptedRequest): boolean {
  return hops.some(({ answer }) => answer.lines.some((line) => /^location/i.test(line)));
}

function targetsAt(servers: readonly string[]): Record<string, string> {
  return Object.fromEntries(servers.map((server) => [server, server]));
}
