import { allowCredentials, allowOrigin, answer, combine } from '../factors/variation.js';
import {
  etag,
  fresh,
  image,
  modified,
  opaque,
  open,
  otherCors,
  preflight,
  read,
  readWithCookies,
  shots,
  stale,
  withHeader,
  type Shot,
} from './cached-step.js';
import type { Steps } from './step.js';

const noCache = 'Cache-Control: no-cache';

/** Redirects that are kept, and where they lead. */
const redirected = (): Steps[] =>
  combine(
    [301, 302, 303, 307, 308],
    [[], [fresh], [noCache], ['Cache-Control: no-store'], [modified], [fresh, 'Vary: Origin'], [stale, etag]],
  ).flatMap(([status, lines]) =>
    ['{target}', '{third}', '{page}'].flatMap((place) => {
      if (place !== '{target}' && lines.length > 1) return [];
      const origin = place === '{third}' ? 'null' : '{origin}';
      const hops = [
        { preflight, answer: answer([allowOrigin(origin), allowCredentials, 'Cache-Control: no-store']) },
      ];
      const to = `Location: ${place}{hop:1}`;
      const going = (shot: Shot): Shot => ({
        ...shot,
        request: { ...shot.request, hops },
        lines: [...lines, to],
        status,
      });
      const sequences = [shots([going(readWithCookies), going(readWithCookies), readWithCookies])];
      if (place === '{target}') {
        sequences.push(shots([{ ...going(readWithCookies), cors: [] }, readWithCookies]));
        sequences.push(shots([going(image), readWithCookies]));
        sequences.push(
          shots([
            going(readWithCookies),
            { request: { credentials: 'include', redirect: 'error', hops } },
            { request: { credentials: 'include', redirect: 'manual', hops } },
          ]),
        );
      }
      return sequences;
    }),
  );

/** A redirect to a response that is kept. */
const redirectedToKept = (): Steps[] =>
  [[fresh], [fresh, 'Vary: Origin']].flatMap((lines) =>
    [[], open].map((cors) => {
      const hops = [{ preflight, answer: answer([...cors, ...lines]) }];
      const openHops = [{ preflight, answer: answer([...open, ...lines]) }];
      const request = { credentials: 'include' } as const;
      const away = { lines: ['Location: {target}{hop:1}'], status: 302 };
      return shots([
        { request: { ...image.request, hops }, cors: [], ...away },
        { request: { ...request, hops: openHops }, ...away },
        { request: { ...request, path: '1', hops: openHops }, lines },
      ]);
    }),
  );

const methods: readonly Shot[] = [
  { request: { method: 'HEAD' } },
  { request: { method: 'POST' } },
  { request: { method: 'PUT' } },
  { request: { method: 'DELETE' } },
  { request: { method: 'patch' } },
  { request: { method: 'FOO' }, status: 405 },
];

/** One method after another. */
const methodMixes = (): Steps[] => [
  ...methods.flatMap((other) =>
    [200, 204, 302, 404, 500].flatMap((status) => [
      shots([
        { ...read, lines: [fresh] },
        { ...other, lines: [fresh], status },
        { ...read, lines: [fresh] },
      ]),
    ]),
  ),
  ...methods.flatMap((other) => [
    shots([{ ...other, lines: [fresh] }, { ...read, lines: [fresh] }, other]),
    shots([{ ...other, lines: [fresh] }, other, other]),
    shots([{ ...read, lines: [fresh] }, { ...other, cors: [] }, read]),
    shots([
      { ...read, lines: [stale, etag] },
      { ...other, lines: [stale, etag] },
      { ...read, lines: [stale, etag], status: 304 },
    ]),
  ]),
  shots([{ ...opaque, lines: [fresh] }, { request: { mode: 'no-cors', method: 'POST' }, cors: [] }, read]),
];

const asked: readonly Shot[] = [
  withHeader(['cache-control', 'no-cache']),
  withHeader(['cache-control', 'no-store']),
  withHeader(['cache-control', 'max-age=0']),
  withHeader(['cache-control', 'max-age=600']),
  withHeader(['cache-control', 'only-if-cached']),
  withHeader(['pragma', 'no-cache']),
  withHeader(['if-none-match', '"a"']),
  withHeader(['if-none-match', '"b"']),
  withHeader(['if-modified-since', 'Wed, 01 Jan 2020 00:00:00 GMT']),
  withHeader(['if-match', '"a"']),
  withHeader(['if-range', '"a"']),
  withHeader(['authorization', 'Bearer token']),
  withHeader(['x-custom', '1']),
  withHeader(['accept', 'text/html']),
  { request: { api: 'xhr' } },
  { request: { suffix: '#a' } },
  { request: { suffix: '?a' } },
  { request: { suffix: '?' } },
  { request: { path: 'other' } },
  { request: { target: '{target.localhost}' } },
];

/** What the page's own request headers, its address and the rest of it do to the cache. */
const askings = (): Steps[] =>
  asked.flatMap((other) => [
    shots([{ ...read, lines: [fresh, etag, modified] }, other, read]),
    shots([{ ...other, lines: [fresh, etag, modified] }, read, other]),
    shots([{ ...other, lines: [fresh] }, other]),
    shots([{ ...read, lines: [fresh, etag] }, { ...other, status: 304 }, read]),
    shots([
      { ...read, lines: [stale, etag] },
      { ...other, status: 304 },
      { ...read, status: 304 },
    ]),
    shots([
      { ...other, lines: [fresh, etag, 'Vary: X-Custom, Accept, Authorization'] },
      { ...read, lines: [fresh, etag, 'Vary: X-Custom, Accept, Authorization'] },
      other,
    ]),
  ]);

/** What a browser keeps the page from reading: is it stored? */
const refused = (): Steps[] => [
  ...otherCors.map((cors) =>
    shots([
      { ...readWithCookies, lines: [fresh], cors },
      { ...readWithCookies, lines: [fresh] },
      { ...readWithCookies, lines: [fresh] },
    ]),
  ),
  ...otherCors.map((cors) =>
    shots([
      { ...readWithCookies, lines: [fresh, etag, 'Vary: Origin'], cors },
      { ...readWithCookies, lines: [fresh] },
      { ...image, lines: [fresh] },
    ]),
  ),
  shots([
    { ...image, lines: [fresh, 'Cross-Origin-Resource-Policy: same-origin'] },
    { ...image, lines: [fresh] },
    { ...readWithCookies, lines: [fresh] },
  ]),
  shots([{ ...read, lines: [fresh] }, { request: { mode: 'same-origin' } }, { ...read }]),
  shots([
    { request: { target: '{page}' }, lines: [fresh], cors: [] },
    { request: { target: '{page}', mode: 'same-origin' }, cors: [] },
    { request: { target: '{page}', mode: 'no-cors' }, cors: [] },
  ]),
];

export const cachedRequestSequences = (): Steps[] => [
  ...redirected(),
  ...redirectedToKept(),
  ...methodMixes(),
  ...askings(),
  ...refused(),
];
