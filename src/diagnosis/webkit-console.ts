import { webkitHeaderNames } from '../browser/webkit-header-names.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { isByteCaseInsensitiveMatch } from '../standard/infra.js';
import { serializeRequestOrigin } from '../standard/request.js';
import type { ConsoleFacts } from './console-facts.js';

/** What WebKitGTK 2.50 prints: the reason, then what could not be loaded. */
export function webkitConsole(facts: ConsoleFacts): string | null {
  const reason = reasonFor(facts);
  if (reason === null) return null;
  const api = facts.initiator === 'xhr' ? 'XMLHttpRequest' : 'Fetch API';
  return `${reason}\n${api} cannot load ${facts.answeredUrl} due to access control checks.`;
}

function reasonFor(facts: ConsoleFacts): string | null {
  const { code, rule, phase, url, requestedUrl, origin, location } = facts;
  if (code === null) {
    if (rule.algorithm === 'HTTP fetch' && rule.step === '6.3')
      return `Not allowed to follow a redirection while loading ${url}`;
    if (rule.algorithm === 'HTTP-redirect fetch' && rule.step === '7')
      return 'Load cannot follow more than 20 redirections';
    return null;
  }
  if (code === 'DisallowedByMode')
    return `Unsafe attempt to load URL ${requestedUrl} from origin ${origin}. Domains, protocols and ports must match.\n`;
  const sentence = sentences(facts)[code];
  if (sentence === undefined) return null;
  if (phase !== 'redirect') return sentence;
  return `Cross-origin redirection to ${location?.href ?? url} denied by Cross-Origin Resource Sharing policy: ${sentence}`;
}

function sentences(facts: ConsoleFacts): Partial<Record<CorsErrorCode, string>> {
  const { blocked, value, status, headerList, location } = facts;
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
    RedirectContainsCredentials: `redirection URL ${location?.href ?? ''} has credentials`,
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
