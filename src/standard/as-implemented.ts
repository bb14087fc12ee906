import { combined, contains, type Header, type HeaderList, without } from './header-list.js';
import type { Implementation } from './implementation.js';
import { byteLowercase, fromUtf8Bytes, isBeyondAscii, isToken, stripTabOrSpace, utf8Bytes } from './infra.js';
import { noCorsHeaderList } from './no-cors-safelisted-request-header.js';
import { isSameOrigin, originOf } from './origin.js';
import type { RequestRecord } from './request.js';
import { rewrittenRange } from './rewritten-range.js';
import type { ResponseRecord } from './response.js';
import { withUtf8Charset } from './xhr-content-type.js';

/** The request as this implementation makes it from what the page's script asks for. */
export function requestAsMade(asked: RequestRecord, implementation: Implementation): RequestRecord {
  const isOpaqueFont = asked.destination === 'font' && implementation.loadsFontsWithoutCors;
  const request: RequestRecord = isOpaqueFont ? { ...asked, mode: 'no-cors' } : asked;
  const { dropsUserAgent, keepsNoCorsContentType, repeatedRequestHeaders, uploadListenerNeedsBody } =
    implementation;
  const isDropped = dropsUserAgent && contains('user-agent', request.headerList);
  const typed = withUtf8Charset(request, implementation);
  const made = isDropped ? without(['user-agent'], typed) : typed;
  const isFiltered = request.mode === 'no-cors' && !keepsNoCorsContentType;
  const kept = isFiltered ? noCorsHeaderList(made, implementation) : made;
  const headerList = repeatedRequestHeaders === 'combined' ? combined(kept) : kept;
  const useCorsPreflightFlag =
    request.useCorsPreflightFlag && !(uploadListenerNeedsBody && request.body === null);
  const isAsAsked =
    headerList === request.headerList && useCorsPreflightFlag === request.useCorsPreflightFlag;
  return isAsAsked ? request : { ...request, headerList, useCorsPreflightFlag };
}

/** The request as its response is checked. */
export function requestAsChecked(
  request: RequestRecord,
  redirects: boolean,
  { checksRedirectsWithCredentials }: Implementation,
): RequestRecord {
  const isMeant = checksRedirectsWithCredentials && redirects && request.credentialsMode === 'same-origin';
  const beganAtHome = isMeant && isSameOrigin(request.origin, originOf(request.urlList[0]));
  return beganAtHome ? { ...request, credentialsMode: 'include' } : request;
}

/** The response's header lines as this implementation reads them: what has no token for a name is no header. */
export function responseAsRead(
  response: ResponseRecord,
  { blankBeforeColon, replacesInvalidUtf8 }: Implementation,
): ResponseRecord {
  const isReadAsItCame = ([name, value]: Header): boolean =>
    isToken(name) && !(replacesInvalidUtf8 && isBeyondAscii(value));
  if (response.headerList.every(isReadAsItCame)) return response;
  const lines: HeaderList = response.headerList.map(([name, value]) => [
    blankBeforeColon === 'removed' ? stripTabOrSpace(name) : name,
    replacesInvalidUtf8 ? utf8Bytes(fromUtf8Bytes(value)) : value,
  ]);
  return { ...response, headerList: lines.filter(([name]) => isToken(name)) };
}

/** A header list as this implementation writes it. */
export function headersAsSent(
  method: string,
  list: HeaderList,
  { rewritesRange, sendsHeadersAsUtf8 }: Implementation,
): HeaderList {
  const isRewritten = (name: string): boolean =>
    rewritesRange && method === 'GET' && byteLowercase(name) === 'range';
  return list.map(([name, value]) => {
    const written = isRewritten(name) ? rewrittenRange(value) : value;
    return [name, sendsHeadersAsUtf8 ? utf8Bytes(written) : written];
  });
}
