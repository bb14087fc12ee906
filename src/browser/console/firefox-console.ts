import { isMixedContentRule } from '../../standard/mixed-content.js';
import { implementations } from '../implementations.js';
import { corsCheck } from '../../standard/cors-check.js';
import type { CorsErrorCode } from '../../standard/decision.js';
import { get, valuesOf } from '../../standard/header-list.js';
import { fromUtf8Bytes, isToken, stripTabOrSpace } from '../../standard/infra.js';
import { isSameOrigin, originOf } from '../../standard/origin.js';
import { isAboutStatus } from '../../standard/process-response.js';
import { isRedirectStatus } from '../../standard/response.js';
import type { ConsoleFacts } from './console-facts.js';
import { fill } from './wordings/fill.js';
import {
  firefoxDidNotSucceed,
  firefoxExternalRedirect,
  firefoxMixedContent,
  firefoxNoStatus,
  firefoxOpening,
  firefoxQuotedOpening,
  firefoxReasons,
  firefoxSeveralLines,
  firefoxStatus,
} from './wordings/firefox-wordings.js';

const withStatusCode: readonly CorsErrorCode[] = [
  'MissingAllowOriginHeader',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
];
const didNotSucceed = firefoxDidNotSucceed + firefoxNoStatus;

/**
 * What Firefox 153 prints: a message of each of its objects that finds the exchange failed. That is the check itself, a
 * redirect that is cancelled for it, and the request whose preflight it was.
 */
export function firefoxConsole(facts: ConsoleFacts): string | null {
  if (isMixedContentRule(facts.rule)) return mixedContent(facts);
  const isRedirected = facts.rule.algorithm === 'port blocking';
  const lastUrl = isRedirected ? (facts.blocked.request.urlList.at(-2) ?? facts.url) : facts.answeredUrl;
  const url = lastUrl.replace(/#$/, '');
  const lines = reasonsFor(facts).map((reason) => disallowed(url, reason));
  return lines.length === 0 ? null : lines.join('\n');
}

function disallowed(url: string, reason: string): string {
  const isQuoted = reason === firefoxReasons.WildcardOriginNotAllowed;
  return fill(isQuoted ? firefoxQuotedOpening : firefoxOpening, { url }) + reason;
}

/** Where a redirect of another origin led to it, the request that was redirected fails as well. */
function mixedContent({ mode, origin, phase, requestedUrl, url }: ConsoleFacts): string {
  const text = fill(firefoxMixedContent, { url });
  const isCors = mode === 'cors' && !isSameOrigin(origin, originOf(requestedUrl));
  return phase === 'redirect' && isCors ? `${text}\n${disallowed(requestedUrl, didNotSucceed)}` : text;
}

function reasonsFor(facts: ConsoleFacts): string[] {
  const { code, phase, rule, value } = facts;
  if (rule.algorithm === 'module script')
    return isAboutStatus(value) || facts.initiator === 'worker' ? [] : [didNotSucceed];
  if (phase === 'guard') return [];
  if (code === 'PreflightDisallowedRedirect' && followed(facts) !== null) {
    return [firefoxExternalRedirect, afterRedirect(facts), didNotSucceed];
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

function reasonFor({ headerList, value, status }: ConsoleFacts, code: CorsErrorCode): string | null {
  const origins = valuesOf('access-control-allow-origin', headerList);
  const wording: string | undefined =
    code === 'MultipleAllowOriginValues' && origins.length > 1
      ? firefoxSeveralLines
      : (firefoxReasons as Partial<Record<CorsErrorCode, string>>)[code];
  if (wording === undefined) return null;
  const listed = listHeaders[code];
  const quoted =
    listed === undefined ? fromUtf8Bytes(origins.join(', ')) : invalidToken(get(listed, headerList) ?? '');
  const suffix = withStatusCode.includes(code) ? fill(firefoxStatus, { status: String(status) }) : '';
  return fill(wording, { value: quoted, header: value }) + suffix;
}

const listHeaders: Partial<Record<CorsErrorCode, string>> = {
  InvalidAllowMethodsPreflightResponse: 'access-control-allow-methods',
  InvalidAllowHeadersPreflightResponse: 'access-control-allow-headers',
};

function invalidToken(list: string): string {
  const tokens = list.split(',').map(stripTabOrSpace);
  return fromUtf8Bytes(tokens.find((one) => one !== '' && !isToken(one)) ?? list);
}
