import { isMixedContentRule } from '../../standard/mixed-content.js';
import { implementations } from '../implementations.js';
import { corsCheck } from '../../standard/cors-check.js';
import type { CorsErrorCode } from '../../standard/decision.js';
import { get, type HeaderList, valuesOf } from '../../standard/header-list.js';
import { fromUtf8Bytes, isToken, stripTabOrSpace } from '../../standard/infra.js';
import { isSameOrigin, originOf } from '../../standard/origin.js';
import { isAboutStatus } from '../../standard/process-response.js';
import { isRedirectStatus } from '../../standard/response.js';
import type { ConsoleFacts } from './console-facts.js';

const withStatusCode: readonly CorsErrorCode[] = [
  'MissingAllowOriginHeader',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
];
const didNotSucceed = 'CORS request did not succeed). Status code: (null).';

/**
 * What Firefox 153 prints: a message of each of its objects that finds the exchange failed. That is the check itself, a
 * redirect that is cancelled for it, and the request whose preflight it was.
 */
export function firefoxConsole(facts: ConsoleFacts): string | null {
  if (isMixedContentRule(facts.rule)) return mixedContent(facts);
  const isRedirected = facts.rule.algorithm === 'port blocking';
  const lastUrl = isRedirected ? (facts.blocked.request.urlList.at(-2) ?? facts.url) : facts.answeredUrl;
  const url = lastUrl.replace(/#$/, '');
  const lines = reasonsFor(facts).map((reason) => {
    const named = reason.startsWith('Credential is not supported') ? `‘${url}’` : url;
    return disallowed(named, reason);
  });
  return lines.length === 0 ? null : lines.join('\n');
}

function disallowed(url: string, reason: string): string {
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}`;
}

/** Where a redirect of another origin led to it, the request that was redirected fails as well. */
function mixedContent({ mode, origin, phase, requestedUrl, url }: ConsoleFacts): string {
  const text = `Blocked loading mixed active content “${url}”`;
  const isCors = mode === 'cors' && !isSameOrigin(origin, originOf(requestedUrl));
  return phase === 'redirect' && isCors ? `${text}\n${disallowed(requestedUrl, didNotSucceed)}` : text;
}

function reasonsFor(facts: ConsoleFacts): string[] {
  const { code, phase, rule, value } = facts;
  if (rule.algorithm === 'module script')
    return isAboutStatus(value) || facts.initiator === 'worker' ? [] : [didNotSucceed];
  if (phase === 'guard') return [];
  if (code === 'PreflightDisallowedRedirect' && followed(facts) !== null) {
    return ['CORS request external redirect not allowed).', afterRedirect(facts), didNotSucceed];
  }
  if (rule.algorithm === 'port blocking') return facts.mode === 'cors' ? [didNotSucceed] : [];
  if (rule.algorithm === 'HTTP-network fetch') {
    if (!hasBeenAway(facts)) return [];
    return phase === 'preflight' ? [didNotSucceed, didNotSucceed] : [didNotSucceed];
  }
  if (code === 'PreflightDisallowedRedirect' && facts.location === undefined) {
    return [didNotSucceed, didNotSucceed];
  }
  if (rule.algorithm === 'HTTP-redirect fetch') return hasBeenAway(facts) ? [didNotSucceed] : [];
  const reason = code === null ? null : reasonFor(facts, code);
  if (reason === null) return [];
  const cancelled = followed(facts) === null ? [] : [didNotSucceed];
  return phase === 'preflight' ? [reason, ...cancelled, didNotSucceed] : [reason, ...cancelled];
}

/** Whether CORS was in force already, or comes into force by the redirect that is refused. */
function hasBeenAway({ blocked, code, mode, origin }: ConsoleFacts): boolean {
  if (mode !== 'cors') return false;
  const asked = blocked.request.urlList.filter((url) => /^https?:/.test(url));
  return code === 'RedirectContainsCredentials' || asked.some((url) => !isSameOrigin(origin, originOf(url)));
}

/** Where the answer leads, if it is followed. */
function followed({ status, location, redirectMode }: ConsoleFacts): URL | null {
  return redirectMode === 'follow' && isRedirectStatus(status) ? (location ?? null) : null;
}

/** A preflight's answer that redirects is checked once more: from another origin with the origin that leaves, `null`. */
function afterRedirect(facts: ConsoleFacts): string {
  const { blocked, location, origin, url } = facts;
  const { request, response } = blocked;
  const isAtHome = isSameOrigin(origin, originOf(url));
  const leaves = location != null && !isSameOrigin(location.origin, originOf(url));
  const asLeft = { ...request, origin: leaves && !isAtHome ? 'null' : origin, urlList: [url] as const };
  const refusal =
    response === null || (isAtHome && !leaves) ? null : corsCheck(asLeft, response, implementations.firefox);
  return reasonFor(facts, refusal?.code ?? 'PreflightInvalidStatus') ?? '';
}

function reasonFor(facts: ConsoleFacts, code: CorsErrorCode): string | null {
  const reason = reasons(facts)[code];
  const withStatus = withStatusCode.includes(code);
  const suffix = withStatus ? ` Status code: ${String(facts.status)}.` : '';
  return reason === undefined ? null : `${reason}).${suffix}`;
}

function reasons({ value, headerList }: ConsoleFacts): Partial<Record<CorsErrorCode, string>> {
  const origins = valuesOf('access-control-allow-origin', headerList);
  const mismatch = `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${fromUtf8Bytes(origins.join(', '))}’`;
  return {
    MissingAllowOriginHeader: 'CORS header ‘Access-Control-Allow-Origin’ missing',
    MultipleAllowOriginValues:
      origins.length > 1 ? 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed' : mismatch,
    InvalidAllowOriginValue: mismatch,
    AllowOriginMismatch: mismatch,
    WildcardOriginNotAllowed:
      'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
    InvalidAllowCredentials: 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’',
    PreflightInvalidStatus: 'CORS preflight response did not succeed',
    PreflightDisallowedRedirect: 'CORS preflight response did not succeed',
    InvalidAllowMethodsPreflightResponse: invalidToken('Access-Control-Allow-Methods', headerList),
    InvalidAllowHeadersPreflightResponse: invalidToken('Access-Control-Allow-Headers', headerList),
    MethodDisallowedByPreflightResponse: 'Did not find method in CORS header ‘Access-Control-Allow-Methods’',
    HeaderDisallowedByPreflightResponse: `header ‘${value}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
  };
}

function invalidToken(name: string, headerList: HeaderList): string {
  const list = get(name, headerList) ?? '';
  const tokens = list.split(',').map(stripTabOrSpace);
  const token = tokens.find((one) => one !== '' && !isToken(one)) ?? list;
  return `invalid token ‘${fromUtf8Bytes(token)}’ in CORS header ‘${name}’`;
}
