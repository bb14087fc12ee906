import { allowOrigin, answer, vary, type Factor } from './variation.js';

/**
 * 205, 407 and 408 are missing: they start behaviour of the network stack (a body is not allowed, a proxy asks
 * for a password, the request is sent again) that has nothing to do with CORS. beside-cors.ts has the first two.
 */
const missing = [205, 407, 408];
export const statuses = Array.from({ length: 400 }, (_, index) => 200 + index).filter(
  (status) => !missing.includes(status),
);

const reasons = ['', 'OK', 'No Content', 'x'.repeat(200), '\u00e4', 'OK\tOK', '200', '<b>'];

export const statusFactor: Factor = {
  name: 'status',
  variations: () => [
    ...statuses.flatMap((status) => {
      const [open] = vary({ method: 'PUT' }).hops;
      const preflight = open?.preflight ?? answer([]);
      const last = open?.answer ?? answer([]);
      return [
        vary({ method: 'PUT', hops: [{ preflight: { ...preflight, status }, answer: last }] }),
        vary({ hops: [{ preflight, answer: { ...last, status } }] }),
        vary({ hops: [{ preflight, answer: { ...answer(['X-One: 1']), status } }] }),
      ];
    }),
    ...[200, 204, 206, 299, 300, 304, 400, 401, 403, 404, 405, 418, 429, 500, 503, 599].flatMap((status) => {
      const hops = [{ preflight: answer([], status), answer: answer([allowOrigin('*')], status) }];
      return [
        vary({ method: 'PUT', hops }),
        vary({ api: 'xhr', hops }),
        vary({ method: 'HEAD', hops }),
        vary({ mode: 'no-cors', hops }),
        vary({ target: '{page}', hops }),
        vary({ credentials: 'include', hops }),
      ];
    }),
    ...reasons.map((reason) =>
      vary({
        method: 'PUT',
        hops: vary({ method: 'PUT' }).hops.map(({ preflight, answer }) => ({
          preflight: { ...preflight, reason },
          answer: { ...answer, reason },
        })),
      }),
    ),
  ],
};
