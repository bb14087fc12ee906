import type { Exchange } from '../browser/transcript.js';
import { combined, type HeaderList } from '../standard/header-list.js';

/** An exchange in SARIF's form. */
export function webExchange(exchange: Exchange): object {
  return { webRequest: webRequest(exchange), webResponse: webResponse(exchange) };
}

function webRequest({ method, url, requestHeaders }: Exchange): object {
  return {
    protocol: 'HTTP',
    version: '1.1',
    target: url,
    method,
    headers: headersOf(requestHeaders),
  };
}

function webResponse({ status, responseHeaders }: Exchange): object {
  return { protocol: 'HTTP', version: '1.1', statusCode: status, headers: headersOf(responseHeaders) };
}

/** By name, in the spelling of the first line; SARIF has no lines of one name. */
function headersOf(list: HeaderList): Record<string, string> {
  return Object.fromEntries(combined(list));
}
