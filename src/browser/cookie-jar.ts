import type * as ToughCookie from 'tough-cookie';
import type { Cookie, CookieJar as Store } from 'tough-cookie';
import { required } from '../runner/required.js';
import { valuesOf } from '../standard/header-list.js';
import type { CookieBehaviour } from '../standard/implementation.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import type { SerializedOrigin } from '../standard/origin.js';
import type { ResponseRecord } from '../standard/response.js';
import { isSameSite } from './site.js';

const toughCookie = required<typeof ToughCookie>('tough-cookie');

/** What a page's cookies depend on besides their own attributes. */
export interface CookieContext {
  /** The page's origin. */
  readonly page: SerializedOrigin;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether it is known where the app behind a URL is deployed: otherwise site, scheme and host decide nothing. */
  readonly isDeployed: (url: string) => boolean;
  /** Whether cookies of another site than the page's are stored and sent, partitioned ones aside. */
  readonly thirdPartyCookies: 'allowed' | 'blocked';
}

/**
 * One cookie of a jar, as plain data.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.3
 */
export interface StoredCookie {
  /** Case-sensitive. */
  readonly name: string;
  /** As it was set. */
  readonly value: string;
  /** The host it is for; empty where it is not known where the app is deployed. */
  readonly domain: string;
  /** It goes to this path and what is below. */
  readonly path: string;
  /** Whether it goes over https only. */
  readonly secure: boolean;
  /** Whether scripts cannot read it. */
  readonly httpOnly: boolean;
  /** As this browser applies it where the cookie does not say. */
  readonly sameSite: 'strict' | 'lax' | 'none';
  /** Milliseconds since 1970; null for the life of the browser. */
  readonly expires: number | null;
}

interface SiteOption {
  readonly sameSiteContext?: 'strict' | 'none';
}

/** https://www.rfc-editor.org/rfc/rfc6265#section-5, kept by tough-cookie, as one engine applies it to one page. */
export class CookieJar {
  /** Made for the first cookie: most requests meet none. */
  #store: Store | undefined;

  constructor(
    private readonly behaviour: CookieBehaviour,
    private readonly context: CookieContext,
  ) {}

  /** The request as it is sent: with the `Cookie` header the jar has for it. */
  attach(request: HttpRequest): HttpRequest {
    if (!request.includeCredentials) return request;
    const pairs = this.#matching(request.url).map((cookie) => cookie.cookieString());
    if (pairs.length === 0) return request;
    return { ...request, headerList: [...request.headerList, ['Cookie', pairs.join('; ')]] };
  }

  /** Keeps what a response sets. */
  keep({ includeCredentials, url }: HttpRequest, { headerList }: ResponseRecord): void {
    if (!includeCredentials) return;
    for (const line of valuesOf('set-cookie', headerList)) {
      const cookie = toughCookie().Cookie.parse(line, { loose: true });
      if (cookie !== undefined && this.#isAllowed(cookie, url)) this.#set(cookie, url, this.#siteOption(url));
    }
  }

  /** Keeps a `Set-Cookie` line as if a visit to `url` itself had set it; returns whether a browser would. */
  hold(line: string, url: string): boolean {
    const cookie = toughCookie().Cookie.parse(line, { loose: true });
    return cookie !== undefined && this.#set(cookie, url, {});
  }

  #set(cookie: Cookie, url: string, site: SiteOption): boolean {
    if (this.behaviour.needsSecure && !cookie.secure && (cookie.sameSite === 'none' || isPartitioned(cookie)))
      return false;
    if (cookie.key === '' && this.behaviour.nameless === 'is-name') {
      cookie.key = cookie.value;
      cookie.value = '';
    }
    // Deployed elsewhere, the app has another host.
    if (!this.context.isDeployed(url)) cookie.domain = null;
    cookie.sameSite ??= this.behaviour.missingSameSite;
    const now = new Date(this.context.now());
    // The store counts Max-Age from the last use.
    if (cookie.maxAge !== null) {
      cookie.expires = new Date(Math.max(0, cookie.expiryTime(now) ?? 0));
      cookie.maxAge = null;
    }
    const options = { now, ignoreError: true, ...site };
    this.#store ??= new (toughCookie().CookieJar)(undefined, {
      allowSecureOnLocal: this.behaviour.secureOnLoopback,
      looseMode: true,
    });
    return this.#store.setCookieSync(cookie, this.#storeUrl(url), options) !== undefined;
  }

  /** Everything that has not expired. */
  get cookies(): StoredCookie[] {
    return (this.#store?.serializeSync()?.cookies ?? [])
      .map((plain) => toughCookie().Cookie.fromJSON(plain))
      .filter((cookie) => cookie !== undefined)
      .filter((cookie) => this.#isAlive(cookie))
      .map((cookie) => ({
        name: cookie.key,
        value: cookie.value,
        domain: cookie.domain ?? '',
        path: cookie.path ?? '/',
        secure: cookie.secure,
        httpOnly: cookie.httpOnly,
        sameSite: cookie.sameSite as StoredCookie['sameSite'],
        expires: expiresOf(cookie),
      }));
  }

  #matching(url: string): Cookie[] {
    if (this.#store === undefined) return [];
    // The store's own clock cannot be moved on.
    const options = { expire: false, ...this.#siteOption(url) };
    return this.#store
      .getCookiesSync(this.#storeUrl(url), options)
      .filter((cookie) => this.#isAlive(cookie) && this.#isAllowed(cookie, url))
      .sort(toughCookie().cookieCompare);
  }

  #isAlive(cookie: Cookie): boolean {
    const expires = expiresOf(cookie);
    return expires === null || expires > this.context.now();
  }

  #isAllowed(cookie: Cookie, url: string): boolean {
    const { isDeployed, page, thirdPartyCookies } = this.context;
    if (thirdPartyCookies === 'allowed' || !isDeployed(url)) return true;
    return isPartitioned(cookie) || isSameSite(page, url, this.behaviour.schemefulSite);
  }

  /** What `SameSite` is judged by; nothing where the site is not known. A subresource is never in a lax context. */
  #siteOption(url: string): SiteOption {
    const { isDeployed, page } = this.context;
    if (!isDeployed(url)) return {};
    return { sameSiteContext: isSameSite(page, url, this.behaviour.schemefulSite) ? 'strict' : 'none' };
  }

  /** Where the scheme is not known, `Secure` decides nothing. */
  #storeUrl(url: string): string {
    return this.context.isDeployed(url) ? url : url.replace(/^http:/, 'https:');
  }
}

function isPartitioned({ extensions }: Cookie): boolean {
  return extensions?.some((extension) => /^partitioned$/i.test(extension.trim())) ?? false;
}

function expiresOf({ expires }: Cookie): number | null {
  // Not by instanceof: it may be of another realm.
  return expires === null || expires === 'Infinity' ? null : expires.getTime();
}
