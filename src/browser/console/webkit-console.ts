import { isMixedContentRule } from '../../standard/mixed-content.js';
import type { RequestInitiator } from '../request-initiator.js';
import { webkitHeaderNames } from '../webkit-header-names.js';
import type { CorsErrorCode } from '../../standard/decision.js';
import { get, type HeaderList } from '../../standard/header-list.js';
import { isByteCaseInsensitiveMatch } from '../../standard/infra.js';
import { isSameOrigin, originOf } from '../../standard/origin.js';
import { isAboutStatus } from '../../standard/process-response.js';
import { serializeRequestOrigin } from '../../standard/request.js';
import type { ConsoleFacts } from './console-facts.js';
import { notAnEventStream } from './event-source-console.js';

/** What WebKitGTK 2.50 says of what could not be loaded. */
const closings: Readonly<Record<RequestInitiator, ((url: string, reason: string) => string) | null>> = {
  fetch: (url) => `Fetch API cannot load ${url} due to access control checks.`,
  xhr: (url) => `XMLHttpRequest cannot load ${url} due to access control checks.`,
  image: (url) => `Cannot load image ${url} due to access control checks.`,
  font: null,
  script: () => 'Cross-origin script load denied by Cross-Origin Resource Sharing policy.',
  module: null,
  stylesheet: null,
  video: null,
  audio: null,
  eventsource: (url) => `EventSource cannot load ${url} due to access control checks.`,
  beacon: (url, reason) => `Beacon API cannot load ${url}. ${reason}`,
  worker: () => 'Importing a module script failed.',
};

/** What WebKitGTK 2.50 prints: the reason, then what could not be loaded. */
export function webkitConsole(facts: ConsoleFacts): string | null {
  const { rule, value } = facts;
  if (rule.algorithm === 'EventSource') return isAboutStatus(value) ? null : notAnEventStream(value);
  if (rule.algorithm === 'module script') return unusableModule(facts);
  if (rule.algorithm === 'port blocking') return restrictedPort(facts);
  const reason = reasonFor(facts);
  if (reason === null) return null;
  const closing = closings[facts.initiator]?.(withoutUserInfo(loaded(facts)), reason);
  return closing === undefined ? reason : `${reason}\n${closing}`;
}

function unusableModule({ value, initiator }: ConsoleFacts): string | null {
  if (!isAboutStatus(value)) return `TypeError: '${value}' is not a valid JavaScript MIME type.`;
  return closings[initiator]?.('', '') ?? null;
}

/** Said of where a redirect leads, and of nothing else. */
function restrictedPort({ phase, url, value }: ConsoleFacts): string | null {
  return phase === 'redirect' ? `Not allowed to use restricted network port ${value}: ${url}` : null;
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
    const text = `[blocked] The page at ${facts.pageUrl} requested insecure content from ${url}. This content was blocked and must be served over HTTPS.`;
    return phase === 'guard' ? `${text}\nNot allowed to request resource` : text;
  }
  if (rule.algorithm === 'main fetch')
    return rule.step === '12' && phase === 'redirect' ? unsafeAttempt(withoutUserInfo(url), facts) : null;
  if (rule.algorithm === 'HTTP fetch' && rule.step === '6.3')
    return `Not allowed to follow a redirection while loading ${answeredUrl}`;
  if (rule.algorithm === 'HTTP fetch' && rule.step === '5')
    return `Cancelled load to ${answeredUrl} because it violates the resource's Cross-Origin-Resource-Policy response header.`;
  if (rule.algorithm === 'HTTP-redirect fetch') return redirectReason(facts);
  const sentence = code === null ? undefined : sentences(facts)[code];
  if (sentence === undefined) return null;
  if (phase !== 'redirect' || location === null) return sentence;
  return denied(locationText(facts), sentence);
}

/** HTTP-redirect fetch, by step: no URL or no HTTP scheme, too many, user info. */
function redirectReason(facts: ConsoleFacts): string | null {
  const { blocked, rule, location } = facts;
  const target = locationText(facts);
  if (rule.step === '7') return 'Load cannot follow more than 20 redirections';
  if (rule.step !== '5' && rule.step !== '6')
    return denied(withoutUserInfo(target), `redirection URL ${target} has credentials`);
  if (location?.protocol === 'ftp:') return 'FTP URLs are disabled';
  if (rule.step === '5' && (isHome(facts) || target === '')) return null;
  const isCrossOrigin = blocked.request.mode === 'cors' && !isHome(facts);
  if (location?.protocol === 'blob:' && !isCrossOrigin)
    return `Not allowed to load local resource: ${target}`;
  switch (blocked.request.mode) {
    case 'cors':
      return denied(target, 'not allowed to follow a cross-origin CORS redirection with non CORS scheme');
    case 'same-origin':
      return unsafeAttempt(target, facts);
    case 'no-cors':
      return rule.step === '6' ? 'Redirection to URL with a scheme that is not HTTP(S).' : null;
  }
}

function unsafeAttempt(target: string, { origin }: ConsoleFacts): string {
  return `Unsafe attempt to load URL ${target} from origin ${origin}. Domains, protocols and ports must match.`;
}

function denied(target: string, reason: string): string {
  return `Cross-origin redirection to ${target} denied by Cross-Origin Resource Sharing policy: ${reason}`;
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

function sentences(facts: ConsoleFacts): Partial<Record<CorsErrorCode, string>> {
  const { blocked, value, status, headerList } = facts;
  const origin = serializeRequestOrigin(blocked.request);
  const notAllowed = `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${String(status)}`;
  const notSuccessful = `Preflight response is not successful. Status code: ${String(status)}`;
  return {
    MissingAllowOriginHeader: notAllowed,
    // Blanks make no list.
    MultipleAllowOriginValues: get('access-control-allow-origin', headerList)?.includes(',')
      ? 'Access-Control-Allow-Origin cannot contain more than one origin.'
      : notAllowed,
    InvalidAllowOriginValue: notAllowed,
    AllowOriginMismatch: notAllowed,
    WildcardOriginNotAllowed:
      'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
    InvalidAllowCredentials: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    PreflightInvalidStatus: notSuccessful,
    PreflightDisallowedRedirect: notSuccessful,
    InvalidAllowMethodsPreflightResponse: invalidValue('Access-Control-Allow-Methods', headerList),
    InvalidAllowHeadersPreflightResponse: invalidValue('Access-Control-Allow-Headers', headerList),
    MethodDisallowedByPreflightResponse: `Method ${value} is not allowed by Access-Control-Allow-Methods.`,
    HeaderDisallowedByPreflightResponse: `Request header field ${spelled(value, facts)} is not allowed by Access-Control-Allow-Headers.`,
  };
}

/** A header's name as WebKit keeps it: its own spelling of those it knows, and the page's of all others. */
function spelled(name: string, { blocked }: ConsoleFacts): string {
  const given = blocked.request.headerList.map(([own]) => own);
  return [...webkitHeaderNames, ...given].find((own) => isByteCaseInsensitiveMatch(own, name)) ?? name;
}

function invalidValue(name: string, headerList: HeaderList): string {
  return `Header ${name} has an invalid value: ${get(name, headerList) ?? ''}`;
}
