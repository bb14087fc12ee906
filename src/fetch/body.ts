import { UsageError } from '../errors/usage-error.js';
import type { BodyInput } from './cross-origin-request.js';

export interface ExtractedBody {
  readonly bytes: Uint8Array;
  /** The Content-Type the body implies, if any. */
  readonly type: string | null;
}

/** https://fetch.spec.whatwg.org/#concept-bodyinit-extract, left to the runtime's own Response. */
export async function extractBody(body: BodyInput): Promise<ExtractedBody> {
  // The common case needs no Response, which a jsdom environment lacks.
  if (typeof body === 'string')
    return { bytes: new TextEncoder().encode(body), type: 'text/plain;charset=UTF-8' };
  const isStream =
    typeof Reflect.get(body, 'getReader') === 'function' || typeof Reflect.get(body, 'pipe') === 'function';
  if (isStream)
    throw new UsageError(
      'invalid-value',
      'body is a stream; pass its bytes, a string, FormData, Blob or URLSearchParams.',
    );
  if (Object.prototype.toString.call(body) === '[object Object]') {
    throw new UsageError(
      'invalid-value',
      'body is a plain object, which fetch() would send as "[object Object]". Write json: {…}.',
    );
  }
  const response = new Response(body as never);
  return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') };
}
