import { type CorsCheckCode, type Refusal, refuse } from './decision.js';
import { get, valuesOf } from './header-list.js';
import { fetchStandard, type Implementation } from './implementation.js';
import { isBeyondAscii } from './infra.js';
import { type RequestRecord, serializeRequestOrigin } from './request.js';
import type { ResponseRecord } from './response.js';

type CorsCheckRefusal = Refusal & { readonly code: CorsCheckCode };

const refused = (step: string, code: CorsCheckCode, failedParameter: string | null): CorsCheckRefusal =>
  refuse('CORS check', step, code, failedParameter);

/** https://fetch.spec.whatwg.org/#concept-cors-check: null is success. */
export function corsCheck(
  request: Pick<RequestRecord, 'urlList' | 'origin' | 'credentialsMode'>,
  response: Pick<ResponseRecord, 'headerList'>,
  { emptyLines }: Implementation = fetchStandard,
): CorsCheckRefusal | null {
  // 1. Let origin be the result of getting `Access-Control-Allow-Origin` from response's header list.
  const origin = get('access-control-allow-origin', response.headerList);
  // 2. If origin is null, then return failure. (Null is not `null`.)
  if (origin === null) return refused('2', 'MissingAllowOriginHeader', null);
  // 3. If request's credentials mode is not "include" and origin is `*`, then return success.
  if (request.credentialsMode !== 'include' && origin === '*') return null;
  // 4. If byte-serializing a request origin with request is not origin, then return failure.
  if (serializeRequestOrigin(request) !== origin) {
    const fault = allowOriginFault(valuesOf('access-control-allow-origin', response.headerList));
    return refused('4', fault, fault === 'WildcardOriginNotAllowed' ? null : origin);
  }
  // 5. If request's credentials mode is not "include", then return success.
  if (request.credentialsMode !== 'include') return null;
  // 6. Let credentials be the result of getting `Access-Control-Allow-Credentials` from response's header list.
  const credentials =
    emptyLines === 'ignored'
      ? valuesOf('access-control-allow-credentials', response.headerList).filter(Boolean).join(', ')
      : get('access-control-allow-credentials', response.headerList);
  // 7-8. If credentials is `true`, then return success. Return failure.
  return credentials === 'true' ? null : refused('8', 'InvalidAllowCredentials', credentials ?? '');
}

/** Chromium's finer name for step 4. Precondition: the value is not the request's origin. */
function allowOriginFault(values: readonly string[]): CorsCheckCode {
  const [value = ''] = values;
  if (values.length > 1 || /[ ,]/.test(value)) return 'MultipleAllowOriginValues';
  if (value === '*') return 'WildcardOriginNotAllowed';
  const isUrl = !isBeyondAscii(value) && URL.canParse(value);
  return value === 'null' || isUrl ? 'AllowOriginMismatch' : 'InvalidAllowOriginValue';
}
