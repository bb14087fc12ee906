import type { CauseId } from '../../../../src/index.js';
import type { Draft, Framework, Place } from '../draft.js';
import { type Fault, isPreflighted } from './fault.js';

function at(
  place: Place,
  id: string,
  accepts: readonly CauseId[],
  fits: (draft: Draft) => boolean = () => true,
): Fault {
  return {
    id,
    slot: 'place',
    // Of a redirect it is as true that it is without CORS headers, and the fix is the same.
    accepts: ({ ending }) =>
      ending === 'redirects' ? [...accepts, 'redirect-without-cors-headers'] : accepts,
    fits,
    apply: (draft) => ({ ...draft, place }),
  };
}

const without =
  (...names: Framework[]) =>
  ({ framework }: Draft): boolean =>
    !names.includes(framework);

export const placeFaults: readonly Fault[] = [
  at('nowhere', 'no CORS at all', ['no-cors-headers']),
  at('only-expose-headers', 'only Expose-Headers is set', ['no-cors-headers']),
  // A route in front of cors() is one of the things that may respond before it.
  at(
    'after-route',
    'cors after the route',
    ['cors-after-routes', 'answered-before-cors'],
    without('fastify', 'hapi'),
  ),
  at('other-path', 'cors on another path', ['cors-mounted-elsewhere']),
  at('other-router', 'cors in another router', ['cors-mounted-elsewhere'], without('hapi')),
  at('mounted-app', 'cors in a mounted app', ['cors-mounted-elsewhere'], ({ framework }) =>
    framework.startsWith('express'),
  ),
  at(
    'on-the-route',
    'cors only on the route',
    ['preflight-not-routed'],
    (draft) =>
      isPreflighted(draft) &&
      without('nest', 'hapi')(draft) &&
      (draft.framework !== 'fastify' || draft.by === 'hand'),
  ),
];
