import { Buffer } from 'node:buffer';
import { type Network, send } from '../../src/browser/network.js';
import { Transcript } from '../../src/browser/transcript.js';
import { consoleMessage } from '../../src/diagnosis/console-message.js';
import { extractBody } from '../../src/fetch/body.js';
import { isForbiddenRequestHeader } from '../../src/standard/forbidden-request-header.js';
import { combined, contains, type Header } from '../../src/standard/header-list.js';
import { isToken, normalizeHeaderValue } from '../../src/standard/infra.js';
import { type FetchResult, mainFetch } from '../../src/standard/main-fetch.js';
import { isForbiddenMethod, isMethod, normalizeMethod } from '../../src/standard/method.js';
import { noCorsHeaderList } from '../../src/standard/no-cors-safelisted-request-header.js';
import type { RequestRecord } from '../../src/standard/request.js';
import { deadlineIn } from '../../src/transport/exchange.js';
import { resolveTarget } from '../../src/transport/target.js';
import { pageBase, type Placeholders, placeholders } from './placeholders.js';
import type {
  Body,
  BrowserName,
  Judge,
  Observation,
  Scenario,
  ScriptedRequest,
  SeenResponse,
} from './scenario.js';
import type { ScriptedServer } from './server.js';
import { wireOf } from './wire.js';

/** The engine, asked the very requests the browsers were asked, over the real transport. */
export function engineJudge(server: ScriptedServer): Judge {
  let counter = 0;
  return async (scenario, browser) => {
    // An id of its own for each time, so that nothing carries over between browsers.
    const id = `${scenario.id}-${String(counter++)}`;
    server.script(id, scenario.page, scenario);
    const map = placeholders(server.ports, id, scenario.page);
    const observed = await observe(server, scenario, browser, id, map);
    server.forget(id);
    return observed;
  };
}

async function observe(
  server: ScriptedServer,
  request: Scenario,
  browser: BrowserName,
  id: string,
  map: Placeholders,
): Promise<Observation> {
  const record = await requestRecord(request, id, map);
  if (record === null) return blockedBefore();
  const network = await networkOf(server);
  const transcript = new Transcript((asked) => send(asked, network));
  const result = await transcript
    .run(browser, (implementation) => mainFetch(record, implementation))
    .then((run) => run.result)
    .catch(() => null);
  const wire = wireOf(server.takeLog(id), request, server.ports, id, map);
  if (result === null) return { ...blockedBefore(), wire };
  return { ...observation(result, browser, request, map), wire };
}

/** fetch() or send() throws, or no answer can be read. */
function blockedBefore(): Observation {
  return { verdict: 'blocked', code: null, failedParameter: null, wire: [], response: null, console: [] };
}

function observation(
  result: FetchResult,
  browser: BrowserName,
  request: Scenario,
  { expand, normalize }: Placeholders,
): Omit<Observation, 'wire'> {
  if (!('refusal' in result)) {
    return {
      verdict: 'allowed',
      code: null,
      failedParameter: null,
      response: seen(result.response, request, normalize),
      console: [],
    };
  }
  const text = consoleMessage(browser, result, {
    initiator: request.api,
    pageUrl: expand(pageBase(request.page) + `/page/${request.page}`),
  });
  const told = browser === 'chromium' && result.refusal.code !== null;
  return {
    verdict: 'blocked',
    code: told ? result.refusal.code : null,
    failedParameter: told ? normalize(asProtocolText(result.refusal.failedParameter ?? '')) : null,
    response: null,
    console: text === null ? [] : [normalize(text)],
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

/** What the page's script asks for; null where fetch() or XMLHttpRequest itself throws. */
async function requestRecord(
  {
    api,
    method,
    headers,
    body,
    credentials,
    mode,
    redirect,
    uploadListener,
    target,
    path,
    suffix,
  }: ScriptedRequest,
  id: string,
  { expand, origin }: Placeholders,
): Promise<RequestRecord | null> {
  const normalized = normalizeMethod(method);
  if (!isMethod(method) || isForbiddenMethod(method)) return null;
  if (
    headers.some(
      ([name, value]) => !isToken(name) || /[\0\r\n]|[^\0-\xff]/.test(normalizeHeaderValue(expand(value))),
    )
  )
    return null;
  if (api === 'fetch' && body !== null && ['GET', 'HEAD'].includes(normalized)) return null;
  if (mode === 'no-cors' && !['GET', 'HEAD', 'POST'].includes(normalized)) return null;
  const lines = headers
    .map(([name, value]): Header => [name, normalizeHeaderValue(expand(value))])
    .filter(([name, value]) => !isForbiddenRequestHeader(name, value))
    .map(([name, value]): Header => {
      const isTyped = api === 'xhr' && body?.kind === 'string' && name.toLowerCase() === 'content-type';
      return [name, isTyped ? withUtf8Charset(value) : value];
    });
  // setRequestHeader() combines; a no-cors request keeps only what is safelisted.
  const own: Header[] = [
    ...(api === 'xhr' ? combined(lines) : mode === 'no-cors' ? noCorsHeaderList(lines) : lines),
  ];
  const extracted =
    body === null || ['GET', 'HEAD'].includes(normalized) ? null : await extractBody(bodyInput(body));
  if (extracted?.type != null && !contains('content-type', own)) own.push(['Content-Type', extracted.type]);
  return {
    method: normalized,
    urlList: [new URL(expand(`${target}/${id}/${path}${suffix}`)).href],
    headerList: own,
    body: extracted?.bytes ?? null,
    origin,
    mode: api === 'xhr' ? 'cors' : mode,
    credentialsMode: api === 'xhr' && credentials !== 'include' ? 'same-origin' : credentials,
    redirectMode: api === 'xhr' ? 'follow' : redirect,
    useCorsPreflightFlag: uploadListener,
    redirectCount: 0,
  };
}

/** https://xhr.spec.whatwg.org/#the-send()-method: a string is sent as UTF-8, whatever charset was given. */
function withUtf8Charset(value: string): string {
  return value.replace(/(;\s*charset="?)[^";]+/i, '$1UTF-8');
}

function bodyInput({ kind, text, type }: Body): Parameters<typeof extractBody>[0] {
  switch (kind) {
    case 'string':
      return text;
    case 'url-search-params':
      return new URLSearchParams({ field: text });
    case 'form-data': {
      const form = new FormData();
      form.append('field', text);
      return form;
    }
    case 'blob':
      return new Blob([text], { type: type ?? '' });
    case 'array-buffer':
      return new Uint8Array(Buffer.from(text));
  }
}

async function networkOf({ ports }: ScriptedServer): Promise<Network> {
  const sites = new Map();
  for (const port of Object.values(ports)) {
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const origin = `http://${host}:${String(port)}`;
      sites.set(origin, await resolveTarget(origin));
    }
  }
  return { sites, deadline: deadlineIn(8000), sendUnsafe: true };
}
