import type { CorsErrorCode } from '../standard/decision.js';
import { get, type HeaderList, valuesOf } from '../standard/header-list.js';
import { isToken, stripTabOrSpace } from '../standard/infra.js';
import type { ConsoleFacts } from './console-facts.js';

/** What Firefox 153 prints. */
export function firefoxConsole(facts: ConsoleFacts): string | null {
  const { code, url, status } = facts;
  const reason = code === null ? undefined : reasons(facts)[code];
  if (reason === undefined) return null;
  const withStatus = code === 'MissingAllowOriginHeader' || code === 'PreflightInvalidStatus';
  const suffix = withStatus ? ` Status code: ${String(status)}.` : '';
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${suffix}`;
}

function reasons({ value, headerList }: ConsoleFacts): Partial<Record<CorsErrorCode, string>> {
  const mismatch = `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`;
  const repeated = valuesOf('access-control-allow-origin', headerList).length > 1;
  return {
    MissingAllowOriginHeader: 'CORS header ‘Access-Control-Allow-Origin’ missing',
    MultipleAllowOriginValues: repeated
      ? 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed'
      : mismatch,
    InvalidAllowOriginValue: mismatch,
    AllowOriginMismatch: mismatch,
    WildcardOriginNotAllowed:
      'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
    InvalidAllowCredentials: 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’',
    PreflightInvalidStatus: 'CORS preflight response did not succeed',
    PreflightDisallowedRedirect: 'CORS request external redirect not allowed',
    InvalidAllowMethodsPreflightResponse: invalidToken('Access-Control-Allow-Methods', headerList),
    InvalidAllowHeadersPreflightResponse: invalidToken('Access-Control-Allow-Headers', headerList),
    MethodDisallowedByPreflightResponse: 'Did not find method in CORS header ‘Access-Control-Allow-Methods’',
    HeaderDisallowedByPreflightResponse: `header ‘${value}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
    RedirectContainsCredentials: 'CORS request external redirect not allowed',
  };
}

function invalidToken(name: string, headerList: HeaderList): string {
  const list = get(name, headerList) ?? '';
  const tokens = list.split(',').map(stripTabOrSpace);
  const token = tokens.find((one) => one !== '' && !isToken(one)) ?? list;
  return `invalid token ‘${token}’ in CORS header ‘${name}’`;
}
