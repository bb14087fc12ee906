import { headersAsSent } from './as-implemented.js';
import { asPreflighted, corsPreflightHeaderList } from './cors-preflight-fetch.js';
import type { ResponseTainting } from './filtered-response.js';
import { fetchMetadata, fetchSite } from './fetch-metadata.js';
import { contains, type Header, type HeaderList, valuesOf, without } from './header-list.js';
import type { Implementation } from './implementation.js';
import { memoized } from './memoize.js';
import { merged } from './merged-request-headers.js';
import { originOf } from './origin.js';
import { isLoopback } from './potentially-trustworthy.js';
import { referrer } from './referrer.js';
import { type Transport, userAgentHeaders } from './user-agent-headers.js';
import { currentUrl, type Destination, type RequestRecord, serializeRequestOrigin } from './request.js';

/** What main fetch asks for: one HTTP exchange. Live and recorded responses are judged by the same path. */
export interface HttpRequest {
  readonly kind: 'preflight' | 'request';
  readonly method: string;
  readonly url: string;
  /** Everything but `userAgentHeaders`, what the connection itself adds (Host, Connection, Content-Length) and cookies. */
  readonly headerList: HeaderList;
  /**
   * Headers that only identify the engine, its version and the user's settings: engines that differ in nothing else share
   * one exchange. Default none.
   */
  readonly userAgentHeaders?: HeaderList;
  readonly body: Uint8Array | null;
  /** Whether stored cookies go along. Never on a preflight. */
  readonly includeCredentials: boolean;
}

/** All that goes out. */
export function sentHeaders({
  userAgentHeaders = [],
  headerList,
}: Pick<HttpRequest, 'headerList' | 'userAgentHeaders'>): HeaderList {
  return [...userAgentHeaders, ...headerList];
}

/** The request of the page, after https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch steps 8.1 to 8.22. */
export function httpRequest(
  request: RequestRecord,
  tainting: ResponseTainting,
  implementation: Implementation,
): HttpRequest {
  const { mergesRequestHeaders } = implementation;
  const own = mergesRequestHeaders === null ? request.headerList : merged(request, mergesRequestHeaders);
  const given = headersAsSent(request.method, own, implementation);
  return {
    kind: 'request',
    method: request.method,
    url: currentUrl(request),
    ...completed(
      'request',
      request,
      [
        ...given,
        ...unlessGiven(given, initiatorHeaders(request, implementation)),
        ...originHeader(request, tainting, implementation),
      ],
      implementation,
    ),
    body: request.body,
    includeCredentials:
      request.credentialsMode === 'include' ||
      (request.credentialsMode === 'same-origin' && tainting === 'basic'),
  };
}

/** The preflight of a request, in the same way. */
export function httpPreflight(request: RequestRecord, implementation: Implementation): HttpRequest {
  const preflight = asPreflighted(request, implementation);
  const userAgent = implementation.preflightsCarryUserAgent ? valuesOf('user-agent', request.headerList) : [];
  const headerList = [
    ...corsPreflightHeaderList(request, implementation),
    ...userAgent.map((value) => ['User-Agent', value] as const),
  ];
  return {
    kind: 'preflight',
    method: 'OPTIONS',
    url: currentUrl(request),
    ...completed('preflight', { ...preflight, mode: 'cors' }, headerList, implementation),
    body: null,
    includeCredentials: false,
  };
}

/** What the kind of a request adds: `Accept`, and how EventSource and media elements ask. */
function initiatorHeaders(
  { destination = 'empty', initiatorType }: RequestRecord,
  { accept }: Implementation,
): HeaderList {
  if (initiatorType === 'eventsource') {
    // Step 8.17: cache mode "no-store".
    return [
      ['Accept', 'text/event-stream'],
      ['Pragma', 'no-cache'],
      ['Cache-Control', 'no-cache'],
    ];
  }
  const types: Header = ['Accept', accept[destination] ?? '*/*'];
  // https://html.spec.whatwg.org/#concept-media-load-resource
  return isMedia(destination) ? [types, ['Range', 'bytes=0-']] : [types];
}

/**
 * https://fetch.spec.whatwg.org/#append-a-request-origin-header
 *
 * Spec divergence (where an app runs under test does not show its scheme): step 4.1 of that, `null` from a secure page to an
 * insecure URL outside mode "cors", is left out.
 */
function originHeader(
  request: RequestRecord,
  tainting: ResponseTainting,
  { tellsOpaqueOrigin }: Implementation,
): HeaderList {
  const carriesOrigin =
    tainting === 'cors' ||
    (request.method !== 'GET' && request.method !== 'HEAD') ||
    (tellsOpaqueOrigin && request.origin === 'null' && request.credentialsMode === 'include');
  return carriesOrigin ? [['Origin', serializeRequestOrigin(request)]] : [];
}

/** The request with what a browser adds to every request. */
function completed(
  kind: HttpRequest['kind'],
  request: RequestRecord,
  list: HeaderList,
  implementation: Implementation,
): Pick<HttpRequest, 'headerList' | 'userAgentHeaders'> {
  const { toAll, ofUserAgent, isElsewhere } = addedTo(kind, request, implementation);
  // Step 8.19: part of a coded response could not be decoded.
  const coding: HeaderList = contains('range', list) ? [['Accept-Encoding', 'identity']] : [];
  const whole = [...list, ...toAll];
  const isCleaned = isElsewhere && kind === 'request' && request.mode === 'cors';
  return {
    headerList: isCleaned ? cleaned(whole, request, implementation) : whole,
    userAgentHeaders:
      coding.length === 0 && !list.some(([name]) => mayBeGiven.test(name))
        ? ofUserAgent
        : [...coding, ...unlessGiven([...list, ...coding], ofUserAgent)],
  };
}

/** Of what a user agent sends by itself, what a page can set. Most set none of it. */
const mayBeGiven = /^(accept-encoding|accept-language|cache-control|priority|user-agent)$/i;

/** What does not depend on the page's own headers. */
interface Added {
  /** Steps 8.11 and 8.13: `Referer`, and fetch metadata. */
  readonly toAll: HeaderList;
  readonly ofUserAgent: HeaderList;
  /** Whether a redirect has led to another origin. */
  readonly isElsewhere: boolean;
}

type FindAdded = (key: string, kind: HttpRequest['kind'], request: RequestRecord) => Added;
const finders = new WeakMap<Implementation, FindAdded>();

/** It is the same for a thousand requests. */
function addedTo(kind: HttpRequest['kind'], request: RequestRecord, implementation: Implementation): Added {
  const { destination, initiatorType, credentialsMode, mode, origin, servedAt, urlList } = request;
  const key = [
    kind,
    destination,
    initiatorType,
    credentialsMode,
    mode,
    origin,
    servedAt,
    ...urlList.map(originOf),
  ];
  let find = finders.get(implementation);
  if (find === undefined) finders.set(implementation, (find = finderFor(implementation)));
  return find(key.join(' '), kind, request);
}

function finderFor(implementation: Implementation): FindAdded {
  const { userAgentHeaders: about, registrableDomain = () => null } = implementation;
  return memoized((_, kind: HttpRequest['kind'], request: RequestRecord) => {
    const { destination = 'empty', initiatorType = 'fetch', credentialsMode } = request;
    const url = currentUrl(request);
    const isElsewhere = request.urlList.some((one) => originOf(one) !== originOf(request.urlList[0]));
    const ofUserAgent = userAgentHeaders(about, {
      kind,
      destination,
      initiatorType,
      credentialsMode,
      isCrossSite: fetchSite({ ...request, urlList: [url] }, registrableDomain) === 'cross-site',
      transport: transportOf(url),
      hasChangedOrigin: isElsewhere,
    });
    const from = referrer(request);
    const toAll = [
      ...(from === null ? [] : [['Referer', from] as const]),
      ...fetchMetadata(kind, request, implementation),
    ];
    return { toAll, ofUserAgent, isElsewhere };
  });
}

/** What an implementation sends no longer behind a redirect, unless the page has set it. */
function cleaned(
  list: HeaderList,
  { headerList }: RequestRecord,
  { droppedBehindRedirects }: Implementation,
): HeaderList {
  return without(
    droppedBehindRedirects.filter((name) => !contains(name, headerList)),
    list,
  );
}

const transportOf = (url: string): Transport =>
  url.startsWith('https:') ? 'https' : isLoopback(url) ? 'loopback' : 'other';

const isMedia = (destination: Destination): boolean => destination === 'audio' || destination === 'video';

function unlessGiven(given: HeaderList, added: HeaderList): HeaderList {
  return added.filter(([name]) => !contains(name, given));
}
