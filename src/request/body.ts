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
  const fault = faultIn(body);
  if (fault !== undefined) throw new UsageError('invalid-value', `body is ${fault}`, { option: 'body' });
  const response = new Response(body as never);
  return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') };
}

function faultIn(body: unknown): string | undefined {
  const accepted = 'pass a string, bytes, FormData, Blob or URLSearchParams.';
  if (typeof body !== 'object' || body === null) return `a ${typeof body}; ${accepted}`;
  const has = (name: string): boolean => typeof Reflect.get(body, name) === 'function';
  if (has('getReader') || has('pipe')) return `a stream; ${accepted}`;
  if (Array.isArray(body)) return `an array, which fetch() would join with commas. Write json: […].`;
  if (Object.prototype.toString.call(body) !== '[object Object]') return undefined;
  return 'a plain object, which fetch() would send as "[object Object]". Write json: {…}.';
}
