import type { CorsErrorCode } from '../standard/decision.js';
import { checkIn } from './causes-of-code.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';

type Words = (message: ConsoleMessage) => string;

const quoted = (value: string | null): string => `"${value ?? ''}"`;
const named = (what: string, name: string | null): string => (name === null ? what : `${what} ${name}`);
const page = ({ origin }: ConsoleMessage): string => (origin === null ? 'the page' : `a page at ${origin}`);

const ofCheck: Readonly<Record<NonNullable<ReturnType<typeof checkIn>>, Words>> = {
  MissingAllowOriginHeader: (message) =>
    `has no Access-Control-Allow-Origin header, so ${page(message)} may not read it`,
  AllowOriginMismatch: (message) =>
    `allows ${quoted(message.value)}, and not ${message.origin ?? 'this page'}`,
  InvalidAllowOriginValue: ({ value }) =>
    `has an Access-Control-Allow-Origin header, ${quoted(value)}, which is not an origin`,
  MultipleAllowOriginValues: ({ value }) =>
    `has several values in Access-Control-Allow-Origin${value === null ? '' : `, ${quoted(value)}`}, and only one is allowed`,
  WildcardOriginNotAllowed: () =>
    'allows any origin with "*", which does not count for a request with credentials (cookies, HTTP authentication)',
  InvalidAllowCredentials: () =>
    'does not allow credentials (Access-Control-Allow-Credentials: true), and the request has them',
};

const others: Readonly<Partial<Record<CorsErrorCode, Words>>> = {
  PreflightInvalidStatus: () =>
    'has a status that is not 2xx: it is the response to OPTIONS, which a browser sends before the actual request',
  PreflightDisallowedRedirect: () => 'is a redirect, and a browser follows none for a preflight',
  MethodDisallowedByPreflightResponse: ({ value, method }) =>
    `does not list ${named('the method', method ?? value)} in Access-Control-Allow-Methods`,
  HeaderDisallowedByPreflightResponse: ({ value, header }) =>
    `does not list ${named('the request header', header ?? value)} in Access-Control-Allow-Headers`,
  InvalidAllowMethodsPreflightResponse: () =>
    'has an Access-Control-Allow-Methods header that is not a list of methods',
  InvalidAllowHeadersPreflightResponse: () =>
    'has an Access-Control-Allow-Headers header that is not a list of names',
};

/** Without a response. */
const alone: Readonly<Partial<Record<CorsErrorCode, string>>> = {
  CorsDisabledScheme: 'the URL is not http or https, so CORS cannot allow it',
  DisallowedByMode: 'the page itself has asked for its own origin only: mode "same-origin"',
  NoCorsRedirectModeNotFollow:
    'the page has asked with mode "no-cors" and a redirect mode that is not "follow"',
  RedirectContainsCredentials: 'the response redirects to a URL with a user name or password in it',
  InsecureLocalNetwork: 'a page that is not served over https makes a request to the local network',
  LocalNetworkAccessPermissionDenied:
    'the user has not allowed the page to make requests to the local network',
};

/** What happened, without the words of a specification: a clause. */
export function plainWords(message: ConsoleMessage): string {
  const { code } = message;
  if (code === null) return 'the browser blocks it for another reason than CORS';
  const check = checkIn(code);
  const words = check === undefined ? others[code] : ofCheck[check];
  if (words === undefined) return alone[code] ?? 'the browser blocks it';
  const isOnPreflight = code.includes('Preflight');
  return `the response to the ${isOnPreflight ? 'preflight' : 'request'} ${words(message)}`;
}
