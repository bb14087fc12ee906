import type { CorsErrorCode } from '../standard/decision.js';
import { get, type HeaderList } from '../standard/header-list.js';
import type { ConsoleFacts } from './console-facts.js';

/** What WebKitGTK 2.50 prints. */
export function webkitConsole(facts: ConsoleFacts): string | null {
  return facts.code === null ? null : (sentences(facts)[facts.code] ?? null);
}

function sentences(facts: ConsoleFacts): Partial<Record<CorsErrorCode, string>> {
  const { value, origin, status, headerList, url } = facts;
  const notAllowed = `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${String(status)}`;
  const notSuccessful = `Preflight response is not successful. Status code: ${String(status)}`;
  return {
    MissingAllowOriginHeader: notAllowed,
    MultipleAllowOriginValues: 'Access-Control-Allow-Origin cannot contain more than one origin.',
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
    HeaderDisallowedByPreflightResponse: `Request header field ${value} is not allowed by Access-Control-Allow-Headers.`,
    RedirectContainsCredentials: `Redirection URL ${locationOf(url, headerList)} has credentials.`,
  };
}

function invalidValue(name: string, headerList: HeaderList): string {
  return `Header ${name} has an invalid value: ${get(name, headerList) ?? ''}`;
}

function locationOf(url: string, headerList: HeaderList): string {
  const location = get('location', headerList) ?? '';
  return URL.canParse(location, url) ? new URL(location, url).href : location;
}
