import type { ReceivedBody } from '../http/received-body.js';
import type { HttpCache } from '../browser/http-cache.js';
import type { PreflightCache } from '../standard/cors-preflight-cache.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import type { ResponseRecord } from '../standard/response.js';
import type { Deployed } from './addressed.js';
import type { Carry } from './carrier.js';
import type { Jars } from './jars.js';

/** What one question brings with it. */
export interface Asking {
  /** Cookies that outlive the question. Default: new browsers, which hold the cookies of the question. */
  readonly jars?: (addressed: Deployed) => Jars;
  /** Preflights that outlive the question. Default none. */
  readonly cache?: PreflightCache;
  /** Responses that outlive the question: those of the one browser it is asked of. Default none. */
  readonly httpCache?: HttpCache;
  /** Called with the body of each response; without it bodies are dropped. */
  readonly onBody?: ((body: ReceivedBody) => void) | undefined;
  /** Responds in place of the target, which it may ask. Default: the target responds. */
  readonly respond?: (request: HttpRequest, ask: Carry) => Promise<ResponseRecord>;
}
