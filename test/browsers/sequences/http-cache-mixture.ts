import { Random } from '../random.js';
import {
  etag,
  fresh,
  image,
  modified,
  opaque,
  otherCors,
  read,
  readWithCookies,
  shots,
  stale,
  withHeader,
  type Shot,
} from './cached-step.js';
import type { Steps } from './step.js';

const requests: readonly Shot[] = [
  ...[image, image, opaque, read, read, readWithCookies, readWithCookies, readWithCookies],
  { request: { method: 'HEAD' } },
  { request: { method: 'POST' } },
  { request: { method: 'DELETE', credentials: 'include' } },
  { request: { api: 'xhr' } },
  { request: { api: 'xhr', credentials: 'include' } },
  { request: { suffix: '?a' } },
  withHeader(['x-custom', '1']),
  withHeader(['cache-control', 'max-age=0']),
];
const lifetimes = [
  [fresh],
  [fresh, etag],
  [fresh, modified],
  [stale, etag],
  [stale, modified],
  [modified],
  [etag],
  [],
];
const varying = [
  [],
  [],
  [],
  ['Vary: Origin'],
  ['Vary: Accept-Encoding, Origin'],
  ['Vary: X-Custom'],
  ['Vary: *'],
];

/** Random requests to one address, whose responses are kept, or not. */
export function httpCacheMixture(seed: string): Steps {
  const random = new Random(seed);
  const page = random.chance(0.8) ? 'ip4' : random.pick(['localhost', 'ip6', 'sandboxed-frame'] as const);
  const length = 4 + random.below(4);
  const list = Array.from({ length }, (): Shot => {
    const shot = random.pick(requests);
    const cors = shot.cors ?? (random.chance(0.8) ? undefined : random.pick(otherCors));
    return {
      ...shot,
      lines: [...random.pick(lifetimes), ...random.pick(varying)],
      ...(cors === undefined ? {} : { cors }),
      status: random.pick([200, 200, 200, 200, 200, 204, 404, 500]),
    };
  });
  return shots(list, page);
}
