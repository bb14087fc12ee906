import { corsCheck } from './cors-check.js';
import {
  corsUnsafeRequestHeaderNames,
  isCorsNonWildcardRequestHeaderName,
} from './cors-unsafe-request-header-names.js';
import { type CorsErrorCode, type Refusal, refuse } from './decision.js';
import { type Extracted, extractTokens, failure } from './extract-header-list-values.js';
import type { Header, HeaderList } from './header-list.js';
import { fetchStandard, type Implementation, type PreflightCheck } from './implementation.js';
import { byteLowercase, isByteCaseInsensitiveMatch } from './infra.js';
import { isCorsSafelistedMethod } from './method.js';
import { currentUrl, type RequestRecord, serializeRequestOrigin } from './request.js';
import { isSameOrigin, originOf } from './origin.js';
import { locationUrl } from './location-url.js';
import { isOkStatus, isRedirectStatus, type ResponseRecord } from './response.js';

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 steps 1 to 5: the OPTIONS request's header list. */
export function corsPreflightHeaderList(
  request: RequestRecord,
  implementation: Implementation = fetchStandard,
): HeaderList {
  // 2-3. `Accept` and `Access-Control-Request-Method`.
  const headerList: Header[] = [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', request.method],
  ];
  // 4-5. Joined by `,` alone, "for better or worse".
  const headers = unsafeNames(request, implementation);
  if (headers.length > 0) headerList.push(['Access-Control-Request-Headers', headers.join(',')]);
  return [...headerList, ['Origin', serializeRequestOrigin(asPreflighted(request, implementation))]];
}

/** Names the preflight asks for: a redirect may have removed some of them from the request itself. */
function unsafeNames(request: RequestRecord, implementation: Implementation): string[] {
  return corsUnsafeRequestHeaderNames(request.removedHeaderList ?? request.headerList, implementation);
}

/** The request whose origin the preflight carries. */
export function asPreflighted(request: RequestRecord, { preflightOrigin }: Implementation): RequestRecord {
  return preflightOrigin === 'page' ? { ...request, urlList: [currentUrl(request)] } : request;
}

interface Evidence {
  readonly request: RequestRecord;
  readonly response: ResponseRecord;
  readonly methods: Extracted<string[]>;
  readonly headerNames: Extracted<string[]>;
  readonly implementation: Implementation;
}

/** The same algorithm's steps 7 and 8: whether the response to the preflight lets the request go out; null is yes. */
export function judgePreflight(
  request: RequestRecord,
  response: ResponseRecord,
  implementation: Implementation,
): Refusal | null {
  const evidence: Evidence = {
    request,
    response,
    // 7.1-7.2.
    methods: extractTokens('access-control-allow-methods', response.headerList),
    headerNames: extractTokens('access-control-allow-headers', response.headerList),
    implementation,
  };
  for (const name of implementation.preflightChecks) {
    const refusal = checks[name](evidence);
    if (refusal !== null) return refusal;
  }
  return null;
}

const refused = (step: string, code: CorsErrorCode, failedParameter: string | null = null): Refusal =>
  refuse('CORS-preflight fetch', step, code, failedParameter);

const checks: Record<PreflightCheck, (evidence: Evidence) => Refusal | null> = {
  // 6 and 8. A preflight is one exchange: HTTP-network-or-cache fetch follows no redirect.
  redirect: ({ response, implementation }) =>
    isRedirectStatus(response.status) && locationUrl(response, '', implementation) !== null
      ? refused('8', 'PreflightDisallowedRedirect')
      : null,

  // 7. A CORS check on request rather than preflight, so that the right credentials mode is used.
  'cors-check': ({ request, response, implementation }) => {
    const isOfPage = implementation.preflightOrigin === 'page';
    if (isOfPage && isSameOrigin(request.origin, originOf(currentUrl(request)))) return null;
    const refusal = corsCheck(asPreflighted(request, implementation), response, implementation);
    return refusal === null ? null : { ...refusal, code: `Preflight${refusal.code}` };
  },

  // 7. And an ok status.
  status: ({ response }) => (isOkStatus(response.status) ? null : refused('8', 'PreflightInvalidStatus')),

  // 7.3. Neither list may be failure.
  'allow-methods-syntax': ({ methods }) =>
    methods === failure ? refused('7.3', 'InvalidAllowMethodsPreflightResponse') : null,
  'allow-headers-syntax': ({ headerNames }) =>
    headerNames === failure ? refused('7.3', 'InvalidAllowHeadersPreflightResponse') : null,

  // 7.4-7.5. Case-sensitive; `*` counts only without credentials.
  method: ({ request, methods, implementation }) => {
    const isLetThrough = request.useCorsPreflightFlag && implementation.uploadListenerAllowsMethod;
    const allowed = listed(methods) ?? (isLetThrough ? [request.method] : []);
    if (allowed.includes(request.method) || isCorsSafelistedMethod(request.method)) return null;
    if (request.credentialsMode !== 'include' && allowed.includes('*')) return null;
    return refused('7.5', 'MethodDisallowedByPreflightResponse', request.method);
  },

  // 7.6. Authorization first: `*` does not cover it.
  'non-wildcard-headers': (evidence) =>
    unlistedHeader(
      evidence,
      unsafeNames(evidence.request, evidence.implementation).filter(isCorsNonWildcardRequestHeaderName),
    ),

  // 7.6-7.7 in one go, by name.
  headers: (evidence) => unlistedHeader(evidence, unsafeNames(evidence.request, evidence.implementation)),
};

/** Whether the response passed all checks but did not list the method or a header. */
export function isRefusedByLists({ code }: Refusal): boolean {
  return code === 'MethodDisallowedByPreflightResponse' || code === 'HeaderDisallowedByPreflightResponse';
}

/** Names ignore case; `*` counts only without credentials, and not for Authorization. */
function unlistedHeader({ request, headerNames, implementation }: Evidence, names: string[]): Refusal | null {
  const allowed = new Set((listed(headerNames) ?? []).map(byteLowercase));
  const wildcard = request.credentialsMode !== 'include' && allowed.has('*');
  for (const name of inOrderOfNaming(names, request, implementation)) {
    if (allowed.has(byteLowercase(name))) continue;
    const needsNaming =
      isCorsNonWildcardRequestHeaderName(name) && !implementation.wildcardCoversAuthorization;
    if (wildcard && !needsNaming) continue;
    return refused(needsNaming ? '7.6' : '7.7', 'HeaderDisallowedByPreflightResponse', name);
  }
  return null;
}

function listed(extracted: Extracted<string[]>): string[] | null {
  return extracted === failure ? [] : extracted;
}

function inOrderOfNaming(
  names: string[],
  { headerList }: RequestRecord,
  { namesUnlistedHeader }: Implementation,
): string[] {
  if (namesUnlistedHeader === 'first' || names.length < 2) return names;
  if (namesUnlistedHeader === 'last') return names.reverse();
  const { knownFirst } = namesUnlistedHeader;
  const given = headerList.map(([name]) => byteLowercase(name));
  const isKnown = (name: string): boolean =>
    knownFirst.some((known) => isByteCaseInsensitiveMatch(known, name));
  const inOrder = [...given.filter(isKnown), ...given.filter((name) => !isKnown(name))];
  // Those a redirect has removed come last.
  return [...new Set([...inOrder.filter((name) => names.includes(name)), ...names])];
}
