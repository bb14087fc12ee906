import { isMixedContentRule } from '../../standard/mixed-content.js';
import { webkitHeaderNames } from '../webkit-header-names.js';
import type { CorsErrorCode } from '../../standard/decision.js';
import { get } from '../../standard/header-list.js';
import { isByteCaseInsensitiveMatch } from '../../standard/infra.js';
import { isSameOrigin, originOf } from '../../standard/origin.js';
import { isAboutStatus } from '../../standard/process-response.js';
import { serializeRequestOrigin } from '../../standard/request.js';
import type { ConsoleFacts } from './console-facts.js';
import { noEventStream } from './wordings/chromium-wordings.js';
import { fill } from './wordings/fill.js';
import {
  webkitClosings,
  webkitLocalResource,
  webkitMixedContent,
  webkitNoFtp,
  webkitNoModule,
  webkitNoRedirect,
  webkitNotAllowed,
  webkitNotRequested,
  webkitOtherScheme,
  webkitPort,
  webkitReasons,
  webkitRedirection,
  webkitRedirectToOtherScheme,
  webkitResourcePolicy,
  webkitTooManyRedirects,
  webkitUnsafeAttempt,
  webkitUserInfo,
} from './wordings/webkit-wordings.js';

/** What WebKitGTK 2.50 prints: the reason, then what could not be loaded. */
export function webkitConsole(facts: ConsoleFacts): string | null {
  const { rule, value } = facts;
  if (rule.algorithm === 'EventSource') return isAboutStatus(value) ? null : fill(noEventStream, { value });
  if (rule.algorithm === 'module script') return unusableModule(facts);
  if (rule.algorithm === 'port blocking') return restrictedPort(facts);
  const reason = reasonFor(facts);
  if (reason === null) return null;
  const closing = webkitClosings[facts.initiator];
  return closing === null
    ? reason
    : `${reason}\n${fill(closing, { url: withoutUserInfo(loaded(facts)), reason })}`;
}

function unusableModule({ value, initiator }: ConsoleFacts): string | null {
  if (!isAboutStatus(value)) return fill(webkitNoModule, { value });
  return webkitClosings[initiator];
}

/** Said of where a redirect leads, and of nothing else. */
function restrictedPort({ phase, url, value }: ConsoleFacts): string | null {
  return phase === 'redirect' ? fill(webkitPort, { value, url }) : null;
}

/** What was not loaded: what was asked, or, where WebKit notices only then, where the redirect leads. */
function loaded({ blocked, rule, location, phase, url, answeredUrl }: ConsoleFacts): string {
  if (isMixedContentRule(rule) && phase === 'redirect') return blocked.request.urlList.at(-2) ?? url;
  const isFollowed =
    rule.algorithm === 'HTTP-redirect fetch' &&
    rule.step === '6' &&
    blocked.request.mode === 'no-cors' &&
    location?.protocol !== 'ftp:' &&
    location?.protocol !== 'blob:';
  return rule.algorithm === 'main fetch' || isFollowed ? url : answeredUrl;
}

function reasonFor(facts: ConsoleFacts): string | null {
  const { code, rule, phase, url, answeredUrl, location } = facts;
  if (isMixedContentRule(rule)) {
    const text = fill(webkitMixedContent, { pageUrl: facts.pageUrl, url });
    return phase === 'guard' ? `${text}\n${webkitNotRequested}` : text;
  }
  if (rule.algorithm === 'main fetch')
    return rule.step === '12' && phase === 'redirect' ? unsafeAttempt(withoutUserInfo(url), facts) : null;
  if (rule.algorithm === 'HTTP fetch' && rule.step === '6.3')
    return fill(webkitNoRedirect, { url: answeredUrl });
  if (rule.algorithm === 'HTTP fetch' && rule.step === '5')
    return fill(webkitResourcePolicy, { url: answeredUrl });
  if (rule.algorithm === 'HTTP-redirect fetch') return redirectReason(facts);
  const sentence = code === null ? null : sentenceFor(facts, code);
  if (sentence === null) return null;
  if (phase !== 'redirect' || location === null) return sentence;
  return denied(locationText(facts), sentence);
}

/** HTTP-redirect fetch, by step: no URL or no HTTP scheme, too many, user info. */
function redirectReason(facts: ConsoleFacts): string | null {
  const { blocked, rule, location } = facts;
  const target = locationText(facts);
  if (rule.step === '7') return webkitTooManyRedirects;
  if (rule.step !== '5' && rule.step !== '6')
    return denied(withoutUserInfo(target), fill(webkitUserInfo, { location: target }));
  if (location?.protocol === 'ftp:') return webkitNoFtp;
  if (rule.step === '5' && (isHome(facts) || target === '')) return null;
  const isCrossOrigin = blocked.request.mode === 'cors' && !isHome(facts);
  if (location?.protocol === 'blob:' && !isCrossOrigin) return fill(webkitLocalResource, { url: target });
  switch (blocked.request.mode) {
    case 'cors':
      return denied(target, webkitOtherScheme);
    case 'same-origin':
      return unsafeAttempt(target, facts);
    case 'no-cors':
      return rule.step === '6' ? webkitRedirectToOtherScheme : null;
  }
}

function unsafeAttempt(target: string, { origin }: ConsoleFacts): string {
  return fill(webkitUnsafeAttempt, { url: target, origin });
}

function denied(target: string, reason: string): string {
  return fill(webkitRedirection, { target }) + reason;
}

function isHome({ answeredUrl, origin }: ConsoleFacts): boolean {
  return isSameOrigin(origin, originOf(answeredUrl));
}

/** The address as it was given where it is no URL. */
function locationText({ headerList, location }: ConsoleFacts): string {
  return location?.href ?? get('location', headerList) ?? '';
}

function withoutUserInfo(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/?#]*@/, '$1');
}

function sentenceFor(facts: ConsoleFacts, code: CorsErrorCode): string | null {
  const { blocked, value, status, headerList } = facts;
  // Blanks make no list.
  const isNoList =
    code === 'MultipleAllowOriginValues' && !get('access-control-allow-origin', headerList)?.includes(',');
  const wording: string | undefined = isNoList
    ? webkitNotAllowed
    : (webkitReasons as Partial<Record<CorsErrorCode, string>>)[code];
  if (wording === undefined) return null;
  const listed = listHeaders[code];
  return fill(wording, {
    origin: serializeRequestOrigin(blocked.request),
    status: String(status),
    method: value,
    header: spelled(value, facts),
    value: listed === undefined ? value : (get(listed, headerList) ?? ''),
  });
}

const listHeaders: Partial<Record<CorsErrorCode, string>> = {
  InvalidAllowMethodsPreflightResponse: 'access-control-allow-methods',
  InvalidAllowHeadersPreflightResponse: 'access-control-allow-headers',
};

/** A header's name as WebKit keeps it: its own spelling of those it knows, and the page's of all others. */
function spelled(name: string, { blocked }: ConsoleFacts): string {
  const given = blocked.request.headerList.map(([own]) => own);
  return [...webkitHeaderNames, ...given].find((own) => isByteCaseInsensitiveMatch(own, name)) ?? name;
}
