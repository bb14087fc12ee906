import { defaultSeed, numbered } from '../generate.js';
import { pages, type Sequence } from '../scenario.js';
import { cookieSequences } from './cookies.js';
import { httpCacheMixture } from './http-cache-mixture.js';
import { cachedRequestSequences } from './http-cache-requests.js';
import { storingSequences } from './http-cache-storing.js';
import { validationSequences } from './http-cache-validation.js';
import { sequenceMixture } from './mixture.js';
import { preflightCacheSequences } from './preflight-cache.js';
import { step, steps, cachedHop } from './step.js';

/** All sequences of a seed, always the same ones in the same order. */
export function generateSequences(seed: string = defaultSeed): Sequence[] {
  const name = (title: string, index: number): string => numbered(title, index + 1);
  return [
    ...preflightCacheSequences().map((rest, index) => ({ id: name('cache', index), ...rest })),
    ...Array.from({ length: 80 }, (_, index) => {
      const id = name('cache-mixture', index);
      return { id, ...sequenceMixture(`${seed} ${id}`) };
    }),
    ...cookieSequences().map((rest, index) => ({ id: name('cookie', index), ...rest })),
    ...[...storingSequences(), ...validationSequences(), ...cachedRequestSequences()].map((rest, index) => ({
      id: name('http-cache', index),
      ...rest,
    })),
    ...Array.from({ length: 120 }, (_, index) => {
      const id = name('http-cache-mixture', index);
      return { id, ...httpCacheMixture(`${seed} ${id}`) };
    }),
  ];
}

/** Firefox does not use the first preflights that a page has it cache: on each page these come first, unobserved. */
export function warmUpSequences(): Sequence[] {
  const put = step({ method: 'PUT', hops: [cachedHop('PUT', null)] });
  return pages.flatMap((page) =>
    Array.from({ length: 40 }, (_, index) => ({
      id: numbered(`warm-up-${page}`, index + 1),
      ...steps([put, put, put], page),
    })),
  );
}
