import type { BodyInput, BrowserRequest } from '../../src/index.js';
import { bodyIn } from './body.js';
import type { ScriptedRequest } from './scenario.js';

/** What the page's script asks for, in the words of the library. */
export function crossOriginRequest(
  { api, uploadListener, method, headers, body, credentials, mode, redirect }: ScriptedRequest,
  expand: (text: string) => string,
): BrowserRequest {
  const common = {
    method,
    headers: headers.map(([name, value]) => [name, expand(value)] as const),
    ...(body === null ? {} : { body: bodyIn(globalThis, body) as BodyInput }),
  };
  if (api === 'fetch') return { ...common, credentials, mode, redirect };
  // XMLHttpRequest follows redirects, and has credentials or not.
  const withCredentials = credentials === 'include';
  const own = {
    initiator: 'xhr',
    uploadListener,
    credentials: withCredentials ? 'include' : 'same-origin',
  } as const;
  return { ...common, ...own };
}
