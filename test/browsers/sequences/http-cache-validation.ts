import { allowCredentials, combine } from '../factors/variation.js';
import {
  etag,
  fresh,
  image,
  modified,
  otherCors,
  read,
  readWithCookies,
  shots,
  stale,
} from './cached-step.js';
import type { Steps } from './step.js';

const noCache = 'Cache-Control: no-cache';

/** A 304: what of it goes into the stored response, and which of the two the CORS check sees. */
const revalidated = (): Steps[] => [
  ...[
    [noCache, etag],
    [stale, etag],
    [noCache, modified],
    [stale, etag, modified],
    [stale, 'ETag: W/"a"'],
    [etag],
  ].flatMap((lines) => [
    ...combine([read, image], otherCors).map(([first, cors]) =>
      shots([
        { ...first, lines },
        { ...readWithCookies, cors, status: 304 },
        { ...readWithCookies, cors: [], status: 304 },
      ]),
    ),
  ]),
  ...otherCors.flatMap((cors) => [
    shots([
      { ...readWithCookies, lines: [stale, etag] },
      { ...readWithCookies, cors, lines: [fresh], status: 304 },
      { ...readWithCookies, cors: [] },
    ]),
    shots([
      { ...readWithCookies, lines: [stale, etag], cors },
      { ...readWithCookies, lines: [etag], status: 304 },
      { ...readWithCookies, cors: [], status: 304 },
    ]),
    shots([
      { ...readWithCookies, lines: [stale, etag], cors },
      { ...readWithCookies, lines: [etag], cors: [allowCredentials], status: 304 },
    ]),
  ]),
  ...[
    [],
    ['ETag: "a"'],
    ['ETag: "b"'],
    ['ETag: W/"a"'],
    [modified],
    ['Vary: Origin'],
    ['Vary: *'],
    ['Cache-Control: no-store'],
    [fresh],
    ['Set-Cookie: {id}=1'],
    ['Content-Type: text/css'],
    ['Access-Control-Expose-Headers: X-Other'],
  ].map((lines) =>
    shots([
      { ...readWithCookies, lines: [stale, etag] },
      { ...readWithCookies, lines, status: 304 },
      { ...readWithCookies, lines, status: 304 },
      { ...readWithCookies, lines: [], status: 304 },
    ]),
  ),
  // Something else than 304 comes back.
  ...[200, 204, 404, 410, 500, 503].flatMap((status) =>
    [
      [stale, etag],
      ['Cache-Control: max-age=0, stale-if-error=600', etag],
      ['Cache-Control: max-age=0, must-revalidate', etag],
    ].map((lines) =>
      shots([
        { ...readWithCookies, lines },
        { ...readWithCookies, lines: [stale, 'ETag: "b"'], status },
        { ...readWithCookies, lines: [], status: 304 },
      ]),
    ),
  ),
  // Nothing is stored: the 304 is the response.
  shots([{ ...read, status: 304 }, read]),
  shots([
    { ...image, lines: [fresh, 'Vary: Origin', etag] },
    { ...readWithCookies, lines: [fresh, 'Vary: Origin', etag], status: 304 },
    { ...readWithCookies, lines: [fresh] },
  ]),
  shots([
    { ...image, lines: [fresh, 'Vary: Origin', modified] },
    { ...readWithCookies, lines: [fresh, 'Vary: Origin', modified] },
    { ...readWithCookies, lines: [fresh] },
  ]),
  shots([
    { ...image, lines: [fresh, 'Vary: Origin', etag] },
    { ...readWithCookies, lines: [fresh, 'Vary: Origin', etag], cors: [], status: 304 },
  ]),
  shots([
    { ...image, lines: [fresh, 'Vary: Origin'] },
    { ...readWithCookies, lines: [fresh, 'Vary: Origin'] },
    { ...image, lines: [fresh, 'Vary: Origin'] },
    { ...readWithCookies, lines: [fresh, 'Vary: Origin'] },
  ]),
];

/** Time passes: as long as it is stored for, or longer. */
const aged = (): Steps[] => [
  ...[
    ['Cache-Control: max-age=3', 1, 3],
    ['Cache-Control: max-age=2', 3, 1],
    ['Cache-Control: max-age=600', 1, 1],
  ].map(([line, first, second]) =>
    shots([
      { ...readWithCookies, lines: [String(line), etag] },
      { ...readWithCookies, lines: [String(line), etag], wait: Number(first) },
      { ...readWithCookies, lines: [String(line), etag], wait: Number(second) },
    ]),
  ),
  shots([
    { ...image, lines: ['Cache-Control: max-age=2, must-revalidate', etag] },
    { ...readWithCookies, lines: [] },
    { ...readWithCookies, lines: [], status: 304, wait: 3 },
    { ...readWithCookies, lines: [], wait: 1 },
  ]),
  shots([
    { ...readWithCookies, lines: ['Cache-Control: max-age=600', 'Age: 598', etag] },
    { ...readWithCookies, lines: [] },
    { ...readWithCookies, lines: [], status: 304, wait: 3 },
  ]),
];

export const validationSequences = (): Steps[] => [...revalidated(), ...aged()];
