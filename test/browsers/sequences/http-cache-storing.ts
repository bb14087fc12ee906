import { allowOrigin, combine } from '../factors/variation.js';
import type { ScriptedRequest } from '../scenario.js';
import {
  etag,
  fresh,
  image,
  modified,
  opaque,
  open,
  read,
  readWithCookies,
  shots,
  stale,
} from './cached-step.js';
import type { Steps } from './step.js';

/** What a response may say of how long it stays, and for whom. */
const storing: readonly (readonly string[])[] = [
  [],
  ...[
    'max-age=600',
    'max-age=0',
    'MAX-AGE=600',
    'max-age="600"',
    'max-age = 600',
    'max-age=600;',
    'max-age=-1',
    'max-age=+600',
    'max-age=600.5',
    'max-age=abc',
    'max-age',
    'max-age=99999999999999999999',
    'max-age=0, max-age=600',
    'max-age=600, max-age=0',
    'no-store',
    'no-store, max-age=600',
    'no-cache, max-age=600',
    'no-cache="set-cookie", max-age=600',
    'private, max-age=600',
    'private="x-1", max-age=600',
    'public',
    'public, max-age=600',
    's-maxage=600',
    's-maxage=0, max-age=600',
    'must-revalidate',
    'must-revalidate, max-age=600',
    'proxy-revalidate, max-age=600',
    'must-understand, no-store, max-age=600',
    'immutable',
    'immutable, max-age=600',
    'max-age=600 public',
    ',max-age=600',
    'x-max-age=600',
  ].map((value) => [`Cache-Control: ${value}`]),
  [stale, fresh],
  [fresh, stale],
  [fresh, 'Cache-Control: no-store'],
  [fresh, 'Pragma: no-cache'],
  ['Pragma: no-cache', 'Expires: Wed, 01 Jan 2098 00:00:00 GMT'],
  ['Pragma: no-cache', modified],
  ['Expires: Wed, 01 Jan 2098 00:00:00 GMT'],
  ['Expires: Wed, 01 Jan 2020 00:00:00 GMT'],
  ['Expires: 0'],
  ['Expires: Wed, 01 Jan 2098 00:00:00 GMT', stale],
  ['Expires: Wed, 01 Jan 2020 00:00:00 GMT', fresh],
  ['Expires: 0', fresh],
  ['Expires: Wed, 01 Jan 2098 00:00:00 GMT', 'Cache-Control: public'],
  ['Expires: Wed, 01 Jan 2020 00:10:00 GMT', 'Date: Wed, 01 Jan 2020 00:00:00 GMT'],
  [modified],
  [modified, 'Cache-Control: public'],
  [modified, 'Cache-Control: private'],
  [modified, 'Cache-Control: must-revalidate'],
  [modified, 'Cache-Control: max-age=abc'],
  [modified, 'Expires: 0'],
  [modified, 'Vary: Origin'],
  ['Last-Modified: Wed, 01 Jan 2098 00:00:00 GMT'],
  ['Last-Modified: never'],
  [etag],
  [etag, modified],
  [etag, fresh],
  [etag, stale],
  [fresh, 'Age: 500'],
  [fresh, 'Age: 700'],
  [fresh, 'Age: abc'],
  [fresh, 'Age: -1'],
  [fresh, 'Age: 0, 700'],
  [fresh, 'Date: Wed, 01 Jan 2020 00:00:00 GMT'],
  [fresh, 'Date: Wed, 01 Jan 2098 00:00:00 GMT'],
  [fresh, 'Date: today'],
  ...[
    'Origin',
    'origin',
    '*',
    'Accept',
    'Accept-Encoding, Origin',
    'Accept-Language',
    'X-Custom',
    '',
    ',',
    'Origin, *',
  ].map((value) => [fresh, `Vary: ${value}`]),
  [fresh, 'Vary: Accept-Encoding', 'Vary: Origin'],
  [fresh, 'Set-Cookie: {id}=1'],
  [fresh, 'Transfer-Encoding: identity'],
  [fresh, 'Content-Type: image/png'],
  [fresh, 'Cross-Origin-Resource-Policy: cross-origin'],
];

/** Stored by the one, served to the other. */
const kept = (): Steps[] => [
  ...storing.flatMap((lines) => [
    shots([
      { ...image, lines },
      { ...read, lines },
      { ...readWithCookies, lines },
    ]),
    shots([
      { ...read, lines },
      { ...read, lines },
      { ...opaque, lines },
    ]),
  ]),
  ...storing.slice(0, 2).flatMap((lines) =>
    (['localhost', 'ip6', 'sandboxed-frame', 'sandboxed-page'] as const).flatMap((page) => [
      shots(
        [
          // An opaque origin is told with credentials, by a frame.
          { ...opaque, lines },
          { ...readWithCookies, lines },
          { ...read, lines },
        ],
        page,
      ),
      shots(
        [
          { ...read, lines },
          { ...read, lines },
        ],
        page,
      ),
    ]),
  ),
];

type Credentials = ScriptedRequest['credentials'];
const credentials: readonly Credentials[] = ['omit', 'same-origin', 'include'];

/** Whether a response got with credentials serves requests without, and the other way round. */
const credentialMixes = (): Steps[] =>
  combine(credentials, credentials).flatMap(([first, second]) => [
    ...(['no-cors', 'cors'] as const).map((mode) =>
      shots([
        { request: { mode, credentials: first }, lines: [fresh], cors: mode === 'cors' ? open : [] },
        { request: { credentials: second }, lines: [fresh] },
        { request: { credentials: first }, lines: [fresh] },
      ]),
    ),
    shots([
      { request: { credentials: first }, lines: [stale, etag] },
      { request: { credentials: second }, lines: [stale, etag], status: 304 },
      { request: { credentials: second }, lines: [stale, etag], status: 304 },
    ]),
    shots([
      { request: { credentials: first }, lines: [fresh], cors: [allowOrigin('*')] },
      { request: { credentials: second }, lines: [fresh] },
    ]),
    shots([
      { request: { credentials: first, target: '{page}' }, lines: [fresh, 'Set-Cookie: {id}=1'] },
      { request: { credentials: second, target: '{page}' }, lines: [fresh] },
    ]),
  ]);

const statuses = [
  ...[200, 201, 202, 203, 204, 300, 400, 401, 403, 404, 405, 410, 414, 416, 418, 429],
  ...[451, 500, 501, 502, 503, 504],
];
const byStatus = (): Steps[] =>
  statuses.flatMap((status) => [
    ...[[fresh], [modified], [], [etag, fresh]].map((lines) =>
      shots([{ ...readWithCookies, lines, status }, { ...readWithCookies }]),
    ),
    shots([{ ...image, lines: [fresh], status }, readWithCookies]),
  ]);

export const storingSequences = (): Steps[] => [...kept(), ...credentialMixes(), ...byStatus()];
