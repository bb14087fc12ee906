import type { CorsErrorCode } from '../standard/decision.js';
import { checkIn } from './causes-of-code.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';
import { wordsOfKind } from './words-of-kind.js';

type Words = (message: ConsoleMessage) => string;

/** What stands between commas, where the text says it. */
const aside = (value: string | null): string => (value === null ? '' : `, "${value}",`);
const page = ({ origin }: ConsoleMessage): string => (origin === null ? 'the page' : `a page at ${origin}`);

const ofCheck: Readonly<Record<NonNullable<ReturnType<typeof checkIn>>, Words>> = {
  MissingAllowOriginHeader: (message) =>
    `has no Access-Control-Allow-Origin header, so ${page(message)} may not read it`,
  AllowOriginMismatch: ({ value, origin }) =>
    value === null
      ? `does not allow ${origin ?? 'this page'}`
      : `allows "${value}", and not ${origin ?? 'this page'}`,
  InvalidAllowOriginValue: ({ value }) =>
    `has an Access-Control-Allow-Origin header${aside(value)} which is not an origin`,
  MultipleAllowOriginValues: ({ value }) =>
    `has several values in Access-Control-Allow-Origin${aside(value) || ','} and only one is allowed`,
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
    `does not list the method ${method ?? value ?? 'of the request'} in Access-Control-Allow-Methods`,
  HeaderDisallowedByPreflightResponse: ({ value, header }) =>
    `does not list ${header === null && value === null ? 'a header of the request' : `the request header ${header ?? value ?? ''}`} in Access-Control-Allow-Headers`,
  InvalidAllowMethodsPreflightResponse: () =>
    'has an Access-Control-Allow-Methods header that is not a list of methods',
  InvalidAllowHeadersPreflightResponse: () =>
    'has an Access-Control-Allow-Headers header that is not a list of names',
};

/** What happened, without the words of a specification: a clause. */
export function plainWords(message: ConsoleMessage): string {
  const { code } = message;
  const check = code === null ? undefined : checkIn(code);
  const words = code === null ? undefined : check === undefined ? others[code] : ofCheck[check];
  if (code === null || words === undefined) return wordsOfKind(message).words;
  const isOnPreflight = code.includes('Preflight');
  return `the response to the ${isOnPreflight ? 'preflight' : 'request'} ${words(message)}`;
}
