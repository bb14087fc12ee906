import { contains } from '../standard/header-list.js';
import { hasOwnValidator, type HttpCacheBehaviour } from '../standard/http-cache-behaviour.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import type { FetchResult } from '../standard/main-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import type { SerializedOrigin } from '../standard/origin.js';
import { isRedirectStatus, type ResponseRecord } from '../standard/response.js';
import { type Cached, cached, type Entry, isAboutEntry } from './http-cache-entry.js';
import {
  cacheDirectives,
  freshened,
  isPragmaNoCache,
  isSelected,
  secondsFresh,
  validatorsOf,
} from './stored-response.js';

/** What a page's HTTP cache depends on besides what the responses say. */
export interface HttpCacheContext {
  /** The page's origin. */
  readonly page: SerializedOrigin;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What becomes of a request: it is served, or goes to the network, with validators of the response that is stored. */
export type Lookup =
  Cached | { readonly request: HttpRequest; readonly validating: Entry | null; readonly use: Use };

/** What the response is for: to be kept, to remove what is stored, to be noticed, or the cache does not see it. */
type Use = 'keep' | 'remove' | 'notice' | 'none';

/**
 * The HTTP cache of one page as one engine keeps it: https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch,
 * steps 8 to 11. What is left out: parts of responses (`Range`), and `stale-while-revalidate`.
 */
export class HttpCache {
  #entries: readonly Entry[] = [];
  /** What is stored if the last response is kept from the page. */
  #ifBlocked: readonly Entry[] = [];

  constructor(
    private readonly behaviour: HttpCacheBehaviour,
    private readonly context: HttpCacheContext,
  ) {}

  /** Whether there is anything in it. */
  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  clear(): void {
    this.#entries = [];
  }

  /** @param isRedirectTarget Whether a response of the network has redirected to it. */
  lookUp(request: HttpRequest, isRedirectTarget: boolean): Lookup {
    const { behaviour } = this;
    this.#ifBlocked = this.#entries;
    const use = this.#useOf(request);
    const plain = { request, validating: null, use };
    const directives = this.#directivesOf(request);
    const entry = this.#entryFor(request);
    if ((use !== 'keep' && !this.#isHeadOfGet(request)) || entry === undefined) return plain;
    if (directives.noCache && behaviour.requestNoCache === 'bypasses') return plain;
    if (isRedirectTarget && !behaviour.looksUpRedirectTarget) return plain;
    const varies = !isSelected(entry.response, entry.requestHeaders, request.headerList);
    const now = this.context.now();
    const isTooOld = directives.maxAge !== null && now - entry.stored >= directives.maxAge * 1000;
    if (!varies && !isTooOld && !directives.noCache && !this.#isUnauthorized(entry, request)) {
      if (entry.freshUntil > now) return cached(entry, 'local', entry.response);
    }
    if (varies && behaviour.varyMismatch === 'fetches') return plain;
    const validators = this.#canBeValidated(entry.response) ? validatorsOf(entry.response, varies) : [];
    if (validators.length === 0) return plain;
    return {
      request: { ...request, headerList: [...request.headerList, ...validators] },
      validating: entry,
      use,
    };
  }

  /**
   * Notes the response of the network to what `lookUp` made of the request; returns the stored one where that is the
   * response for the page.
   */
  receive({ request, validating, use }: Exclude<Lookup, Cached>, response: ResponseRecord): Cached | null {
    if (validating !== null && response.status === 304) {
      return cached(validating, 'validated', this.#freshen(validating, request, response));
    }
    if (use === 'keep') this.#keep(request, response);
    else if (use === 'remove') this.#remove(request, response);
    else if (use === 'notice') this.#notice(request, response);
    return null;
  }

  /** What came of the last response: one that is kept from the page is not always stored. */
  settle(result: FetchResult): void {
    if (!('refusal' in result) || result.response === null || result.phase === 'preflight') return;
    const { keepsBlocked } = this.behaviour;
    const isRedirect = isRedirectStatus(result.response.status);
    const isKept = keepsBlocked === 'all' || (keepsBlocked === 'redirects') === isRedirect;
    const isByCorsCheck = result.refusal.rule.algorithm === 'CORS check';
    if (!isByCorsCheck || !isKept) this.#entries = this.#ifBlocked;
  }

  #useOf({ kind, method, headerList }: HttpRequest): Use {
    const { head, noticesOwnValidators, requestNoStore, servesOpaqueOrigins } = this.behaviour;
    if (kind === 'preflight' || (this.context.page === 'null' && !servesOpaqueOrigins)) return 'none';
    if (!isSafeMethod(method)) return 'remove';
    if (contains('range', headerList) || method === 'OPTIONS') return 'none';
    // 8.16. A validator of the page's own: its cache mode is "no-store".
    if (hasOwnValidator(headerList)) return noticesOwnValidators ? 'notice' : 'none';
    const { noStore } = cacheDirectives(headerList, this.behaviour);
    if (noStore && requestNoStore === 'bypasses') return 'none';
    return method === 'HEAD' && head !== 'cached-apart' ? 'remove' : 'keep';
  }

  #isHeadOfGet({ kind, method }: HttpRequest): boolean {
    return kind === 'request' && method === 'HEAD' && this.behaviour.head === 'served-by-get';
  }

  #directivesOf({ headerList }: HttpRequest): { readonly noCache: boolean; readonly maxAge: number | null } {
    const { noCache, maxAge } = cacheDirectives(headerList, this.behaviour);
    const pragma = this.behaviour.requestPragma && isPragmaNoCache(headerList);
    return { noCache: noCache || pragma, maxAge };
  }

  #entryFor(request: HttpRequest): Entry | undefined {
    const { isHead, url, withCredentials } = this.#keyOf(request);
    return this.#entries.find(
      (entry) => entry.url === url && entry.isHead === isHead && entry.withCredentials === withCredentials,
    );
  }

  #keyOf({
    includeCredentials,
    method,
    url,
  }: HttpRequest): Pick<Entry, 'url' | 'withCredentials' | 'isHead'> {
    const { head, separatesCredentials } = this.behaviour;
    return {
      url: url.replace(/#.*$/s, ''),
      withCredentials: separatesCredentials && includeCredentials,
      isHead: method === 'HEAD' && head === 'cached-apart',
    };
  }

  #isUnauthorized({ requestHeaders }: Entry, { headerList }: HttpRequest): boolean {
    const { validatesForAuthorization } = this.behaviour;
    return (
      validatesForAuthorization &&
      contains('authorization', headerList) &&
      !contains('authorization', requestHeaders)
    );
  }

  #canBeValidated({ status }: ResponseRecord): boolean {
    return this.behaviour.validated.test(String(status)) && !isRedirectStatus(status);
  }

  #freshen(entry: Entry, request: HttpRequest, response: ResponseRecord): ResponseRecord {
    const renewed = freshened(entry.response, response, this.behaviour);
    const others = this.#entries.filter((one) => one !== entry);
    const isRemoved =
      this.behaviour.removedByNoStore && cacheDirectives(response.headerList, this.behaviour).noStore;
    this.#entries = isRemoved ? others : [...others, this.#entryOf(request, renewed)];
    this.#ifBlocked = this.#entries;
    return renewed;
  }

  #keep(request: HttpRequest, response: ResponseRecord): void {
    const older = this.#entryFor(request);
    const others = this.#entries.filter((one) => one !== older);
    this.#ifBlocked = this.behaviour.removedBy.blocked ? others : this.#entries;
    const isKept = this.#isStorable(request, response);
    this.#entries = isKept ? [...others, this.#entryOf(request, response)] : others;
  }

  #isStorable({ headerList }: HttpRequest, response: ResponseRecord): boolean {
    if (response.status === 206) return false;
    if (cacheDirectives(response.headerList, this.behaviour).noStore) return false;
    const { requestNoStore } = this.behaviour;
    if (requestNoStore === 'is-not-stored' && cacheDirectives(headerList, this.behaviour).noStore)
      return false;
    if (secondsFresh(response, this.behaviour) > 0) return true;
    return this.#canBeValidated(response) && validatorsOf(response).length > 0;
  }

  #entryOf(request: HttpRequest, response: ResponseRecord): Entry {
    const stored = this.context.now();
    const freshUntil = stored + secondsFresh(response, this.behaviour) * 1000;
    return { ...this.#keyOf(request), requestHeaders: request.headerList, response, stored, freshUntil };
  }

  /** https://www.rfc-editor.org/rfc/rfc9111#section-4.4 */
  #remove(request: HttpRequest, { status }: ResponseRecord): void {
    const { removedBy } = this.behaviour;
    const isHead = request.method === 'HEAD';
    if (!isHead && !(removedBy.methods.test(request.method) && removedBy.statuses.test(String(status))))
      return;
    const { url, withCredentials } = this.#keyOf(request);
    const others = this.#entries.filter(
      (entry) => entry.url !== url || entry.withCredentials !== withCredentials,
    );
    this.#ifBlocked = removedBy.blocked ? others : this.#entries;
    this.#entries = others;
  }

  #notice(request: HttpRequest, response: ResponseRecord): void {
    const entry = this.#entryFor(request);
    if (entry === undefined || !isAboutEntry(request.headerList, entry.response)) return;
    if (response.status === 304)
      this.#freshen(entry, { ...request, headerList: entry.requestHeaders }, response);
    else if (response.status === 200) this.#entries = this.#entries.filter((one) => one !== entry);
    this.#ifBlocked = this.#entries;
  }
}
