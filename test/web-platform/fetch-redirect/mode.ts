import type { Answer } from '../../standard/scripted-fetch.js';
import {
  allowOrigin,
  answer,
  type Expected,
  PAGE,
  redirectStatuses,
  redirectTo,
  REMOTE,
  type Row,
} from '../row.js';

const star = allowOrigin('*');

const modes = redirectStatuses.flatMap((status) =>
  ([PAGE, REMOTE] as const).flatMap((target) =>
    (['error', 'manual', 'follow'] as const).flatMap((redirect) =>
      (['cors', 'no-cors'] as const).map((mode): Row => {
        const url = `${target}/redirect`;
        const home = target === PAGE;
        const redirecting = redirectTo('cors-top.txt', status, star);
        const [answers, expected] = ((): [Answer[], Expected] => {
          if (!home && mode === 'no-cors' && redirect !== 'follow') {
            return [[], { outcome: 'guard: NoCorsRedirectModeNotFollow', sent: [] }];
          }
          if (redirect === 'error')
            return [[redirecting], { outcome: 'redirect: network error', sent: ['GET'] }];
          if (redirect === 'manual') {
            return [
              [redirecting],
              { outcome: 'opaqueredirect 0', sent: ['GET'], response: { url, redirected: false } },
            ];
          }
          const both = [redirecting, answer(star)];
          if (!home && mode === 'no-cors') {
            return [
              both,
              { outcome: 'opaque 0', sent: ['GET', 'GET'], response: { url: '', redirected: false } },
            ];
          }
          const response = { url: `${target}/cors-top.txt`, redirected: true };
          return [both, { outcome: home ? 'basic 200' : 'cors 200', sent: ['GET', 'GET'], response }];
        })();
        return {
          title: `${home ? 'at home' : 'elsewhere'}, ${String(status)}, redirect mode ${redirect}, mode ${mode}`,
          wpt: 'fetch/api/redirect/redirect-mode.any.js',
          request: { url, redirect, mode },
          answers,
          expected,
        };
      }),
    ),
  ),
);

const back: readonly Row[] = (
  [
    ['no-cors', 'opaque 0'],
    ['cors', 'cors 200'],
  ] as const
).map(([mode, outcome]) => ({
  title: `from the page away and home again, mode ${mode}: ${outcome}`,
  wpt: 'fetch/api/redirect/redirect-back-to-original-origin.any.js',
  request: { url: `${REMOTE}/redirect`, mode },
  answers: [redirectTo(`${PAGE}/cors-top.txt`, 303, star), answer(star)],
  expected: { outcome, sent: ['GET', 'GET'] },
}));

/** From, to, and the Origin that arrives with a GET and with a POST (which 301, 302 and 303 make a GET). */
const routes = [
  ['at home', PAGE, PAGE, null, PAGE],
  ['from home elsewhere', PAGE, REMOTE, PAGE, PAGE],
  ['elsewhere, within one origin', REMOTE, REMOTE, PAGE, PAGE],
  ['from elsewhere home', REMOTE, PAGE, 'null', 'null'],
] as const;
const origins = redirectStatuses.flatMap((status) =>
  routes.flatMap(([title, from, to, get, post]) =>
    (['GET', 'POST'] as const).map((method): Row => {
      const then = method === 'POST' && status < 307 ? 'GET' : method;
      return {
        title: `${method} ${title}, ${String(status)}: the Origin header`,
        wpt: 'fetch/api/redirect/redirect-origin.any.js',
        request: { url: `${from}/redirect`, method },
        answers: [redirectTo(`${to}/last`, status, star), answer(star)],
        expected: {
          outcome: from === PAGE && to === PAGE ? 'basic 200' : 'cors 200',
          sent: [method, [then, { origin: then === 'POST' ? post : get }]],
        },
      };
    }),
  ),
);

export const redirectModeRows: readonly Row[] = [...modes, ...back, ...origins];
